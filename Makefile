# Makefile - build, test and install mkreport. `make help` lists the targets.

VERSION := 1.0.0
PREFIX ?= /usr/local
DESTDIR ?=
CC ?= gcc
BUILD ?= build
MODE ?= -O2 -g
WERROR ?=

PACKAGES := gcc make pkg-config libhpdf-dev libcairo2-dev libxml2-dev libharfbuzz-dev libfribidi-dev libcsv-dev libunibreak-dev libhyphen-dev \
	liblcms2-dev libdeflate-dev libpng-dev libjpeg62-turbo-dev librsvg2-dev libzip-dev hyphen-en-gb fonts-lato fonts-dejavu-core fonts-noto-core
TEST_PACKAGES := libcmocka-dev libqpdf-dev qpdf poppler-utils libxml2-utils
ifneq ($(filter valgrind,$(MAKECMDGOALS)),)
TEST_PACKAGES += valgrind
endif

# ---- sources, by stage

BASE := arena buffer date decimal diag file language output period picture utf8 colour
INPUT := csv datatype dump encoding explain jpeg jpeg_app lex malformed node pattern picture png profile reduce schema svg svg_cost svg_library table xlsx xlsx_number xlsx_part xlsx_sheet xlsx_styles xlsx_text xml zip
DATA := action aggregate band cell change comparisons convert count digits dump emit facts finance finance_check finance_head group header header_comparators header_periods heading names number people_table print rate read risk rows rule sheet spc stated suppress travel unit values words
REPORT := aside assurance bar_chart bars block budget_chart chart_alt_bars chart_alt_check chart_alt_counts chart_alt_figures chart_alt_words chart_attach chart_attr chart_refs chart_remarks chart_span chart_table claims claims_forms claims_prose claims_read claims_sentence claims_table claims_words comparison_chart contents counts cover cover_list cover_table datatable detail diagram dump exceptions expr expr_functions expr_tree figure finance flow generated glossary headline \
	implications indicators key lint lint_acronyms lint_facts lint_marks lint_remains lint_typing measures movement numbering prose rating_chart refs report rich risk_history risk_moves risk_map risks scheme small_numbers spc_chart spc_table spoken status style summary table table_heads table_read timeline tree trend trend_chart trend_charts trend_figures trend_table wheel words lone palette
TEXT := address bidi catalogue divide face fit font hyphen justify line segments shape tie units words
CHART := arc axis axis_log bars bars_alt bars_axis bars_key bars_label bars_part chart diagram diagram_fit diagram_layers diagram_place diagram_route matrix risk_grid risk_map risk_map_alt risk_move risk_plate risk_route say series shapes sketch spark spc thread timeline trend trend_alt trend_label trend_time words trend_curve trend_end trend_guide trend_marker trend_note trend_rows wheel wheel_label
LAYOUT := beside columns cut drawing dump flow fold furniture grid late layout list notes reflow rows rules set sheet tall text lone
PAGE := draw dump grey extent
PDF := attach check content deflate fontfile imagefile links literal marks metadata saver store structure tags_dump write
IMAGE := canvas glyphs image svg svg_picture svg_text
API := log run write

SOURCES := $(BASE:%=src/base/%.c) $(INPUT:%=src/input/%.c) $(DATA:%=src/data/%.c) $(REPORT:%=src/report/%.c) \
	$(TEXT:%=src/text/%.c) $(CHART:%=src/chart/%.c) $(LAYOUT:%=src/layout/%.c) $(PAGE:%=src/page/%.c) \
	$(PDF:%=src/pdf/%.c) $(IMAGE:%=src/image/%.c) $(API:%=src/api/%.c)
UNIT := $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/*.c))
CONFORM := $(wildcard tests/conform/*.c)
BENCH := gen typeset timeit deflate rows stages

# ---- flags

# librsvg is not linked: src/input/svg_library.c opens it when an SVG is met
# libharu, libcsv, libunibreak, libhyphen and libjpeg have no pkg-config file in Debian 12
MODULES := libxml-2.0 cairo fribidi harfbuzz harfbuzz-subset lcms2 libdeflate libpng libzip
LIBS = $(shell pkg-config --libs $(MODULES)) -lhpdf -lcsv -lunibreak -lhyphen -ljpeg -lpthread -lm
WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wwrite-strings \
	-Wformat=2 $(WERROR)
CFLAGS ?=
ALL_CFLAGS = -std=c17 -D_POSIX_C_SOURCE=200809L -Iinclude -Isrc $(shell pkg-config --cflags $(MODULES) librsvg-2.0) \
	-fvisibility=hidden -fPIC -MMD -MP $(WARNINGS) $(MODE) $(CFLAGS)

OBJECTS := $(SOURCES:src/%.c=$(BUILD)/obj/%.o)
PROGRAM := $(BUILD)/mkreport
STATIC := $(BUILD)/libmkreport.a
SHARED := $(BUILD)/libmkreport.so.1

.PHONY: all demo test check bench bench-run regen asan valgrind install deps test-deps dist clean help
.DELETE_ON_ERROR:

all: $(PROGRAM) $(SHARED)

help:
	@echo 'make demo      install what is missing, build, typeset examples/executive into build/executive.pdf'
	@echo 'make test      install what is missing, build, run every test'
	@echo 'make all       the program, the static and the shared library'
	@echo 'make bench     time and memory: of reports, prose and tables, and how both grow'
	@echo 'make regen     show how the goldens differ and replace them (CASE=name for one)'
	@echo 'make asan      the tests under the address and undefined-behaviour sanitizers'
	@echo 'make valgrind  the example under valgrind'
	@echo 'make install   PREFIX=/usr/local DESTDIR='
	@echo 'make deps      install the Debian packages needed'
	@echo 'make dist      a source archive;  make clean'

# ---- build

$(BUILD)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/obj/cmd/main.o: ALL_CFLAGS += -DMKREPORT_DATA_DIR='"$(PREFIX)/share/mkreport"' -Wno-format-nonliteral

$(STATIC): $(OBJECTS)
	rm -f $@
	ar rcsD $@ $^

$(SHARED): $(OBJECTS)
	$(CC) -shared -Wl,-soname,libmkreport.so.1 $(MODE) -o $@ $^ $(LIBS)
	ln -sf libmkreport.so.1 $(BUILD)/libmkreport.so

$(PROGRAM): $(BUILD)/obj/cmd/main.o $(STATIC)
	$(CC) $(MODE) -o $@ $^ $(LIBS)

# ---- the two commands

demo: deps
	@$(MAKE) --no-print-directory all
	$(PROGRAM) examples/executive/report.xml examples/executive/indicators.csv -o $(BUILD)/executive.pdf
	@echo 'Open $(BUILD)/executive.pdf'

test: deps test-deps
	@$(MAKE) --no-print-directory check

# ---- packages

define install_missing
	@missing=; for p in $(1); do dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
	[ -z "$$missing" ] && exit 0; \
	if ! command -v apt-get >/dev/null; then echo "Please install:$$missing" >&2; exit 1; fi; \
	if [ "$$(id -u)" = 0 ]; then sudo=; elif command -v sudo >/dev/null; then sudo=sudo; \
	else echo "Please install as root: apt-get install$$missing" >&2; exit 1; fi; \
	$$sudo apt-get update -q && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -q -y --no-install-recommends $$missing
endef

deps:
	$(call install_missing,$(PACKAGES))

test-deps:
	$(call install_missing,$(TEST_PACKAGES))

# ---- tests

$(BUILD)/unit/%: tests/unit/%.c $(STATIC)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -o $@ $< $(STATIC) $(LIBS) -lcmocka $(if $(filter pdf,$*),$(shell pkg-config --libs libqpdf))

$(BUILD)/conform: $(CONFORM) $(wildcard tests/conform/*.h tests/conform/*.def)
	$(CC) -std=c17 -D_POSIX_C_SOURCE=200809L $(WARNINGS) $(MODE) $(CFLAGS) -o $@ $(CONFORM) $(shell pkg-config --cflags --libs libqpdf)

check: all $(UNIT:%=$(BUILD)/unit/%) $(BUILD)/conform $(BUILD)/invariants $(BENCH:%=$(BUILD)/bench/%)
	BUILD=$(BUILD) tests/run.sh

regen: all $(BUILD)/conform
	BUILD=$(BUILD) tests/golden.sh --regen $(CASE)

asan:
	LSAN_OPTIONS=suppressions=$(CURDIR)/tests/leaks.txt:print_suppressions=0 \
	$(MAKE) --no-print-directory BUILD=build-asan WERROR= MODE='-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined' check

valgrind: deps test-deps all
	valgrind -q --leak-check=full --errors-for-leak-kinds=definite --error-exitcode=9 \
		$(PROGRAM) examples/executive/report.xml examples/executive/indicators.csv -o $(BUILD)/valgrind.pdf

# Calls of the functions named come to the program first: see the linker's --wrap.
wrap = $(patsubst %,-Wl$(comma)--wrap=%,$(1))
comma := ,

# ---- invariants over random reports

INVARIANTS := $(wildcard tests/invariants/*.c) tests/bench/words.c

$(BUILD)/invariants: $(INVARIANTS) $(wildcard tests/invariants/*.h) tests/bench/words.h $(STATIC)
	$(CC) $(ALL_CFLAGS) -o $@ $(INVARIANTS) $(call wrap,mkr_layout) $(STATIC) $(LIBS)

# ---- benchmark

$(BUILD)/bench/%: tests/bench/%.c
	@mkdir -p $(@D)
	$(CC) -std=c17 -D_POSIX_C_SOURCE=200809L -O2 $(WARNINGS) -o $@ $(filter %.c,$^) $(if $(filter deflate,$*),-lqpdf -ldeflate) $(if $(filter rows,$*),-lcsv)

$(BUILD)/bench/gen $(BUILD)/bench/typeset: tests/bench/words.c tests/bench/words.h

$(BUILD)/bench/stages: tests/bench/stages.c $(STATIC)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -o $@ $< $(call wrap,mkr_report_build mkr_layout mkr_pdf_write) $(STATIC) $(LIBS)

bench: deps test-deps
	@$(MAKE) --no-print-directory bench-run

bench-run: all $(BENCH:%=$(BUILD)/bench/%)
	BUILD=$(BUILD) tests/bench/run.sh

# ---- install

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/pkgconfig $(DESTDIR)$(PREFIX)/include \
		$(DESTDIR)$(PREFIX)/share/mkreport/templates $(DESTDIR)$(PREFIX)/share/mkreport/fonts $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/
	install -m 644 $(STATIC) $(DESTDIR)$(PREFIX)/lib/
	install -m 755 $(SHARED) $(DESTDIR)$(PREFIX)/lib/
	ln -sf libmkreport.so.1 $(DESTDIR)$(PREFIX)/lib/libmkreport.so
	install -m 644 include/mkreport.h $(DESTDIR)$(PREFIX)/include/
	install -m 644 templates/*.xml templates/mkreport.rng $(DESTDIR)$(PREFIX)/share/mkreport/templates/
	install -m 644 fonts/catalogue fonts/hyph_cy.dic $(DESTDIR)$(PREFIX)/share/mkreport/fonts/
	install -m 644 docs/mkreport.1 $(DESTDIR)$(PREFIX)/share/man/man1/
	printf 'prefix=%s\nlibdir=$${prefix}/lib\nincludedir=$${prefix}/include\ndatadir=$${prefix}/share/mkreport\n\nName: mkreport\nDescription: Typeset accessible council reports\nVersion: %s\nRequires.private: $(MODULES)\nLibs: -L$${libdir} -lmkreport\nLibs.private: -lhpdf -lcsv -lunibreak -lhyphen -ljpeg -lpthread\nCflags: -I$${includedir}\n' \
		'$(PREFIX)' '$(VERSION)' > $(DESTDIR)$(PREFIX)/lib/pkgconfig/mkreport.pc

dist:
	git archive --prefix=mkreport-$(VERSION)/ -o mkreport-$(VERSION).tar.gz HEAD

clean:
	rm -rf build build-asan

-include $(OBJECTS:.o=.d) $(BUILD)/obj/cmd/main.d $(wildcard $(BUILD)/unit/*.d)

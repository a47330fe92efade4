# A plugin is built as one outside this tree would be: from the installed header alone.
plugin_names =
plugin_cppflags = -I$(top_builddir)/plugins/include
plugin_cflags = $(NYSTA_CFLAGS) $(SANITIZER_FLAGS)
plugin_ldflags = $(AM_LDFLAGS) -module -avoid-version -shared -export-symbols-regex '^nysta_plugin$$'

include plugins/source-file/local.mk
include plugins/reader-text/local.mk
include plugins/extract-press/local.mk
include plugins/extract-contact/local.mk
include plugins/reader-html/local.mk

# In the build tree a plugin's folder looks as it will when installed. Where source and
# build are one folder, the manifest is there already.
plugins/.stamp-folders: Makefile
	@for p in $(plugin_names); do \
	  folder=plugins/$$p; manifest=$(abs_srcdir)/$$folder/manifest.ttl; \
	  $(MKDIR_P) $$folder && rm -f $$folder/$$p.so && $(LN_S) .libs/$$p.so $$folder/$$p.so || exit 1; \
	  test $$folder/manifest.ttl -ef $$manifest && test ! -L $$folder/manifest.ttl && continue; \
	  rm -f $$folder/manifest.ttl && $(LN_S) $$manifest $$folder/manifest.ttl || exit 1; \
	done
	@touch $@
noinst_DATA += plugins/.stamp-folders
CLEANFILES += plugins/.stamp-folders
clean-local:
	@for p in $(plugin_names); do \
	  rm -f plugins/$$p/$$p.so; \
	  test ! -L plugins/$$p/manifest.ttl || rm -f plugins/$$p/manifest.ttl; \
	done

# The only header plugins see, in a folder of its own.
plugins/include/nysta-plugin.h: $(srcdir)/core/nysta-plugin.h
	@$(MKDIR_P) plugins/include && cp $(srcdir)/core/nysta-plugin.h $@
BUILT_SOURCES += plugins/include/nysta-plugin.h
CLEANFILES += plugins/include/nysta-plugin.h

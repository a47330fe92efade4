# A plugin is built as one outside this tree would be: from the installed header alone.
plugin_names =
plugin_cppflags = -I$(top_builddir)/plugins/include
plugin_cflags = $(NYSTA_CFLAGS) $(SANITIZER_FLAGS)
plugin_ldflags = $(AM_LDFLAGS) -module -avoid-version -shared -export-symbols-regex '^nysta_plugin$$'

# (each plugin: include plugins/NAME/local.mk)

# In the build tree a plugin's folder looks as it will when installed.
plugins/.stamp-folders: $(srcdir)/plugins/local.mk
	@for p in $(plugin_names); do \
	  $(MKDIR_P) plugins/$$p && \
	  rm -f plugins/$$p/manifest.ttl plugins/$$p/$$p.so && \
	  $(LN_S) $(abs_srcdir)/plugins/$$p/manifest.ttl plugins/$$p/manifest.ttl && \
	  $(LN_S) .libs/$$p.so plugins/$$p/$$p.so || exit 1; \
	done
	@touch $@
noinst_DATA += plugins/.stamp-folders
CLEANFILES += plugins/.stamp-folders

# The only header plugins see, in a folder of its own.
plugins/include/nysta-plugin.h: $(srcdir)/core/nysta-plugin.h
	@$(MKDIR_P) plugins/include && cp $(srcdir)/core/nysta-plugin.h $@
BUILT_SOURCES += plugins/include/nysta-plugin.h
CLEANFILES += plugins/include/nysta-plugin.h

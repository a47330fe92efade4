# The module that librdf loads to open a store. In a folder of its own in the build, as
# librdf tries every file of the folder it is told to look in whose name begins like it.
redlandmodule_LTLIBRARIES = redland/librdf_storage_nysta.la
redland_librdf_storage_nysta_la_SOURCES = \
	core/store/redland/librdf-storage.c \
	core/store/redland/nodes.c core/store/redland/nodes.h \
	core/store/redland/pending.c core/store/redland/pending.h \
	core/store/redland/rows.c core/store/redland/rows.h \
	core/store/redland/session.c core/store/redland/session.h \
	core/store/redland/stream.c core/store/redland/stream.h
redland_librdf_storage_nysta_la_CFLAGS = $(AM_CFLAGS) $(REDLAND_CFLAGS)
redland_librdf_storage_nysta_la_LIBADD = libnysta-core.la $(REDLAND_LIBS)
# librdf unloads its modules with each world; GLib keeps what it was given for good.
redland_librdf_storage_nysta_la_LDFLAGS = $(AM_LDFLAGS) -module -avoid-version -shared \
	-export-symbols-regex '^librdf_storage_module_register_factory$$' -Wl,-z,nodelete

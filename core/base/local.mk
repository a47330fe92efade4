base_sources = \
	core/base/error.c core/base/error.h \
	core/base/json.c core/base/json.h \
	core/base/text-run.h \
	core/base/limits.h \
	core/base/file.c core/base/file.h \
	core/base/log.c core/base/log.h \
	core/base/module.c core/base/module.h \
	core/base/paths.c core/base/paths.h \
	core/base/scratch.c core/base/scratch.h \
	core/base/sorter.c core/base/sorter-internal.h core/base/sorter-merge.c core/base/sorter.h \
	core/base/suggest.c core/base/suggest.h

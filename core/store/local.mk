store_sources = \
	core/store/checksum.h \
	core/store/dataset.c core/store/dataset.h \
	core/store/description.c \
	core/store/graph-file.c core/store/graph-file.h \
	core/store/journal.c core/store/journal.h \
	core/store/memory-dataset.c \
	core/store/store.c core/store/store.h core/store/store-internal.h \
	core/store/transaction.c

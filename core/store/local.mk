store_sources = \
	core/store/bulk-load.h \
	core/store/compact.c core/store/compact.h \
	core/store/counter.c \
	core/store/counts.c core/store/counts.h \
	core/store/dataset.c core/store/dataset.h \
	core/store/description.c \
	core/store/dictionary.c core/store/dictionary.h \
	core/store/environment.c core/store/environment.h \
	core/store/hash-block.c core/store/hash-block.h \
	core/store/image.c core/store/image.h \
	core/store/inline-float.c \
	core/store/inline-moment.c \
	core/store/inline-value.h \
	core/store/load/area.c core/store/load/area.h \
	core/store/load/batch.c core/store/load/batch.h \
	core/store/load/chunk.c core/store/load/chunk.h \
	core/store/load/load.c \
	core/store/load/merge.c core/store/load/merge.h \
	core/store/load/parse.c core/store/load/parse.h \
	core/store/load/resolve.c core/store/load/resolve.h \
	core/store/load/run.c core/store/load/run.h \
	core/store/load/sort.c core/store/load/sort.h \
	core/store/load/spill.c core/store/load/spill.h \
	core/store/load/write.c core/store/load/write-image.c core/store/load/write.h \
	core/store/maintenance.c \
	core/store/memory-dataset.c core/store/memory-terms.c core/store/memory-terms.h \
	core/store/order.c core/store/order.h \
	core/store/order-change.c \
	core/store/order-cursor.c \
	core/store/order-estimate.c \
	core/store/order-writer.c \
	core/store/row-block.c core/store/row-block.h \
	core/store/row-block-reader.c \
	core/store/row-code.c core/store/row-code.h \
	core/store/store.c core/store/store.h \
	core/store/store-dataset.c \
	core/store/store-internal.h \
	core/store/term-block.c core/store/term-block.h \
	core/store/term-hashes.c core/store/term-hashes.h \
	core/store/term-id.c core/store/term-id.h core/store/term-id-sort.c \
	core/store/term-pack.c \
	core/store/text-block.c core/store/text-block.h \
	core/store/text-index.c core/store/text-index.h \
	core/store/text-search.c core/store/text-search.h \
	core/store/text-writer.c \
	core/store/transaction.c \
	core/store/update.c core/store/update.h \
	core/store/verify.c core/store/verify.h \
	core/store/word-table.c

# What reads stores of earlier formats.
store_sources += core/store/migrate.c core/store/migrate.h
store_sources += core/store/format1/checksum.h
store_sources += core/store/format1/graph-file.c core/store/format1/graph-file.h
store_sources += core/store/format1/journal.c core/store/format1/journal.h

# tests/hostile: one small plugin a sin. Each is built as an author would build it, and
# tests/unit/test-hostile.c tells what it must cost.
toys = \
	tests/hostile/aborts.so \
	tests/hostile/bad-source.so \
	tests/hostile/closes-all.so \
	tests/hostile/closes-and-waits.so \
	tests/hostile/counts.so \
	tests/hostile/crashes-late.so \
	tests/hostile/divides.so \
	tests/hostile/doubles-memory.so \
	tests/hostile/eats-memory.so \
	tests/hostile/exits.so \
	tests/hostile/fails-silently.so \
	tests/hostile/floods-blocks.so \
	tests/hostile/floods-proposals.so \
	tests/hostile/floods-text.so \
	tests/hostile/floods-warnings.so \
	tests/hostile/follows-on.so \
	tests/hostile/forks.so \
	tests/hostile/frees-twice.so \
	tests/hostile/gives-latin1.so \
	tests/hostile/gives-nul.so \
	tests/hostile/honest-extractor.so \
	tests/hostile/honest-reader.so \
	tests/hostile/kills-itself.so \
	tests/hostile/leaves-a-bomb.so \
	tests/hostile/lies-about-class.so \
	tests/hostile/lies-large.so \
	tests/hostile/lies-small.so \
	tests/hostile/loads-and-exits.so \
	tests/hostile/loads-badly.so \
	tests/hostile/loads-slowly.so \
	tests/hostile/loops.so \
	tests/hostile/mixes-blocks.so \
	tests/hostile/no-id.so \
	tests/hostile/no-symbol.so \
	tests/hostile/null-function.so \
	tests/hostile/old-abi.so \
	tests/hostile/overflows-stack.so \
	tests/hostile/overshoots.so \
	tests/hostile/proposes-nonsense.so \
	tests/hostile/returns-nonsense.so \
	tests/hostile/segfault.so \
	tests/hostile/stops-itself.so \
	tests/hostile/traces-nonsense.so \
	tests/hostile/writes-garbage.so \
	tests/hostile/writes-short-frame.so \
	tests/hostile/writes-well-formed-garbage.so \
	tests/hostile/wrong-class.so \
	tests/hostile/wrong-id.so \
	tests/hostile/wrong-kind.so

SUFFIXES = .so
.c.so:
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(CC) -std=gnu17 -w -fPIC -shared -fvisibility=hidden $(CFLAGS) $(SANITIZER_FLAGS) \
	  -DTOY='"$(*F)"' -I$(top_srcdir)/core -I$(srcdir)/tests/hostile -o $@ $<

$(toys): tests/hostile/toy.h core/nysta-plugin.h
check_DATA += $(toys)
CLEANFILES += $(toys)
EXTRA_DIST += $(toys:.so=.c) tests/hostile/toy.h

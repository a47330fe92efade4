/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * extract-press.c: the way of a document through this plugin. Each step is a file.
 *
 *   words -> names, organisations, titles, projects -> relations by layout (lists) and by
 *   syntax (attributions, verbs, participations) -> emit
 */
#include "press.h"

#define STEP(name)                                                                         \
  {                                                                                        \
#name, name                                                                            \
  }

/* In this order: each reads what those before it marked. */
static const struct
{
  const char *name;
  void (*run) (Press *press);
} steps[] = {
  STEP (organisations_find),
  STEP (projects_find),
  STEP (found_take),
  STEP (names_find),
  STEP (organisations_find_defined),
  STEP (organisations_repeat),
  STEP (names_repeat),
  STEP (owner_find),
  STEP (biographies_read),
  STEP (lists_read),
  STEP (attributions_read),
  STEP (verbs_read),
  STEP (affiliations_read),
  STEP (terms_read),
  STEP (project_lists_read),
  STEP (projects_learned),
  STEP (participations_read),
};

static void
begin_step (Press *press, const char *name)
{
  press->step = name;
  if (NYSTA_IS_TIMED (press->host))
    press->host->stage (press->host, name);
}

static void
read_document (Press *press)
{
  begin_step (press, "press_prepare");
  press_prepare (press);
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
    {
      begin_step (press, steps[i].name);
      steps[i].run (press);
    }
}

static NystaStatus
extract (const NystaExtractorHost *host, const NystaText *text)
{
  jmp_buf out_of_memory;
  Press *press = NULL;
  Arena arena = { .out_of_memory = &out_of_memory };
  NystaStatus status = NYSTA_FAILED;

  if (text->n_tokens == 0 || text->n_tokens >= NONE / 2)
    return NYSTA_OK;
  if (setjmp (out_of_memory) != 0)
    {
      host->fail (host, "not enough memory");
      return NYSTA_FAILED; /* the worker ends with its document; the arena with it */
    }
  press = arena_alloc (&arena, sizeof *press);
  press->arena = arena;
  press->text = text;
  press->host = host;
  read_document (press);
  begin_step (press, "emit_all");
  status = emit_all (press);

  /* The Press lies in the arena that it holds. */
  arena = press->arena;
  arena_clear (&arena);
  return status;
}

static const NystaExtractor extractor = { .struct_size = sizeof extractor,
                                          .extract = extract };

NYSTA_PLUGIN_EXPORT const NystaPlugin nysta_plugin = {
  .struct_size = sizeof nysta_plugin,
  .abi = NYSTA_PLUGIN_ABI,
  .id = "extract-press",
  .kind = NYSTA_KIND_EXTRACTOR,
  .extractor = &extractor,
};

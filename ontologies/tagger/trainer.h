/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * trainer.h: an averaged structured perceptron (Collins 2002), in whole numbers: the same
 * texts in the same order and the same options give the same bytes on every machine.
 */
#pragma once

#include "corpus.h"
#include "nysta-plugin.h"

typedef struct
{
  guint n_epochs;
  guint64 seed;      /* of the order of examples */
  guint line_bits;   /* the model has 1 << line_bits lines of 64 bytes */
  guint min_count;   /* a feature of fewer tokens is not learnt */
  guint drop_one_in; /* leave a feature out of so many, anew each time; 0: none */
} NystaTrainOptions;

#define NYSTA_TRAIN_OPTIONS_INIT                                                           \
  (NystaTrainOptions)                                                                      \
  {                                                                                        \
    .n_epochs = 12, .seed = 1, .line_bits = 14, .min_count = 2, .drop_one_in = 4           \
  }

typedef struct NystaTrainer NystaTrainer;

NystaTrainer *nysta_trainer_new (const NystaTrainOptions *options);
void nysta_trainer_free (NystaTrainer *trainer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaTrainer, nysta_trainer_free)

/* Learn that @names (of NystaName) are what @text names. */
void nysta_trainer_add (NystaTrainer *trainer, const NystaText *text, const GArray *names);

/* (transfer full): the model's file. Only once. */
GByteArray *nysta_trainer_finish (NystaTrainer *trainer);

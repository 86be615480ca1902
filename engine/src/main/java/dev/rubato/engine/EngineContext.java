package dev.rubato.engine;

import dev.rubato.engine.encoder.EncoderBatcher;
import dev.rubato.engine.encoder.EncoderSession;
import dev.rubato.model.CostTable;
import dev.rubato.model.ModelDescription;
import java.util.concurrent.Executor;

/**
 * What all streams of a recognizer share. May be shared between threads.
 *
 * @param model what the model is
 * @param costs what its encoder's parts take
 * @param decoder what streams decode with unless they say otherwise
 * @param clock where its encoder frames lie in time
 * @param encoder its encoder
 * @param batcher runs the encoder
 * @param workers run features and decoding
 * @param chunksPerRun chunks that a stream which lags behind takes at a time
 */
record EngineContext(
    ModelDescription model,
    CostTable costs,
    DecoderFactory decoder,
    FrameClock clock,
    EncoderSession encoder,
    EncoderBatcher batcher,
    Executor workers,
    int chunksPerRun) {}

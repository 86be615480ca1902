/** The one command's front: transcribe, evaluate, inspect. */
package dev.rubato.cli;

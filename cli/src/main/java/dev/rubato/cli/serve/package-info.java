/** The commands that start and measure the server. */
package dev.rubato.cli.serve;

/**
 * What the operator may decide: typed settings with units, defaults and explanations, from a file,
 * the environment and flags.
 */
package dev.rubato.server.config;

/** Rubato's model module. */
package dev.rubato.model;

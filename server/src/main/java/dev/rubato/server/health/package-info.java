/** Whether the server works, found out by working. */
package dev.rubato.server.health;

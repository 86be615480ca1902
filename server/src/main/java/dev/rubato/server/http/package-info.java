/** What all requests go through: routes, keys, origins, limits, errors, uploads. */
package dev.rubato.server.http;

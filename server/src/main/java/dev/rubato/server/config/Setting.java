package dev.rubato.server.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Makes a record component a setting; its key is the path of component names in kebab case. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

  /** The default, written as in a configuration file. */
  String value();

  /** What it does and why the default is what it is, one or two sentences. */
  String about();
}

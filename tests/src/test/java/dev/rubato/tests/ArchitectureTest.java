package dev.rubato.tests;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the module table of docs/architecture.md. */
class ArchitectureTest {
  private static final String ALL = "dev.rubato..";
  private static final Pattern MODULE = Pattern.compile("dev\\.rubato\\.([a-z]+)");

  private static JavaClasses classes;

  @BeforeAll
  static void readClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.rubato");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          audio,    ''
          model,    audio
          engine,   audio model
          server,   audio model engine
          cli,      audio model engine server
          training, audio model engine
          """)
  void modulesUseOnlyWhatTheyMay(String module, String others) {
    String[] permitted =
        Arrays.stream((module + " " + others).trim().split(" ", -1))
            .map(ArchitectureTest::packages)
            .toArray(String[]::new);
    assertFalse(classes.that(resideInAPackage(packages(module))).isEmpty(), module + " is there");

    noClasses()
        .that()
        .resideInAPackage(packages(module))
        .should()
        .dependOnClassesThat(resideInAPackage(ALL).and(not(resideInAnyPackage(permitted))))
        .because("docs/architecture.md says what a module may use")
        .check(classes);
  }

  private static String packages(String module) {
    return "dev.rubato." + module + "..";
  }

  @Test
  void internalPackagesStayWithinTheirModule() {
    classes().that().resideInAPackage(ALL).should(useNoInternalsOfOtherModules()).check(classes);
  }

  private static ArchCondition<JavaClass> useNoInternalsOfOtherModules() {
    return new ArchCondition<>("use no internal package of another module") {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        origin.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> isInternal(dependency.getTargetClass()))
            .filter(dependency -> !module(dependency.getTargetClass()).equals(module(origin)))
            .forEach(
                dependency ->
                    events.add(
                        SimpleConditionEvent.violated(dependency, dependency.getDescription())));
      }
    };
  }

  private static boolean isInternal(JavaClass target) {
    return resideInAPackage("dev.rubato..internal..").test(target);
  }

  private static String module(JavaClass type) {
    Matcher matcher = MODULE.matcher(type.getPackageName());
    return matcher.find() ? matcher.group(1) : "";
  }

  @Test
  void onlyMainProgramsEndTheProcess() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Rubato")
        .and()
        .doNotHaveSimpleName("TrainingMain")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(classes);
  }

  @Test
  void librariesDoNotWriteToTheConsole() {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages("cli"), packages("training"))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(classes);
  }

  @Test
  void staticStateIsFinal() {
    noFields()
        .that()
        .areStatic()
        .should()
        .notBeFinal()
        .because("what threads share must not change behind their backs")
        .check(classes);
  }

  @Test
  void nothingIsFinalized() {
    noMethods()
        .should()
        .haveName("finalize")
        .because("native memory is freed by closing")
        .check(classes);
  }
}

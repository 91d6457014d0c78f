package io.bellhop.config;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Turns YAML into nodes, which know their lines; never into objects. */
final class Yaml {
  private static final int MAX_LENGTH = 1 << 20;
  private static final int MAX_DEPTH = 16;

  private Yaml() {}

  /** The document's root, or null if it is empty or, as then told, no YAML. */
  static @Nullable Node compose(String file, String text, Problems problems) {
    if (text.length() > MAX_LENGTH) {
      problems.tell(file + ": not valid YAML: longer than " + MAX_LENGTH + " characters");
      return null;
    }
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(0);
    try {
      ParserImpl parser = new ParserImpl(new StreamReader(text), options);
      return new Composer(parser, new Resolver(), options).getSingleNode();
    } catch (MarkedYAMLException e) {
      problems.tell(file + line(e) + ": not valid YAML: " + e.getProblem());
    } catch (YAMLException e) {
      problems.tell(file + ": not valid YAML: " + e.getMessage());
    }
    return null;
  }

  private static String line(MarkedYAMLException e) {
    return e.getProblemMark() == null ? "" : ":" + (e.getProblemMark().getLine() + 1);
  }
}

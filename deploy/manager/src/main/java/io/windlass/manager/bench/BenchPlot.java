package io.windlass.manager.bench;

import com.google.errorprone.annotations.FormatMethod;
import io.windlass.manager.bench.PhaseFigures.Point;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A result as an SVG picture: the part of the pods that is done over time, a line for each phase.
 * Stateless.
 */
public final class BenchPlot {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 420;
  private static final int LEFT = 60;
  private static final int TOP = 40;
  private static final int PLOT_WIDTH = 520;
  private static final int PLOT_HEIGHT = 320;
  private static final int STEPS = 5;
  private static final List<String> COLOURS =
      List.of("#1b6ca8", "#d1495b", "#2e933c", "#8f5db7", "#c77d0a");

  private BenchPlot() {}

  /** The whole file. */
  public static String svg(BenchResult result) {
    double last = result.phases().stream().mapToDouble(PhaseFigures::seconds).max().orElse(1);
    double seconds = Math.max(last, 0.1);
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="white"/>
        <text x="%d" y="24" font-size="15">Pods done over time: %,d pods, maxUnavailable %s</text>
        """
            .formatted(WIDTH, HEIGHT, LEFT, result.settings().pods(), escaped(result.settings())));
    axes(svg, seconds);
    for (int i = 0; i < result.phases().size(); i++) {
      line(svg, result.phases().get(i), seconds, i);
    }
    return svg.append("</svg>\n").toString();
  }

  private static String escaped(BenchSettings settings) {
    return settings.maxUnavailable().replace("&", "&amp;").replace("<", "&lt;");
  }

  private static void axes(StringBuilder svg, double seconds) {
    for (int step = 0; step <= STEPS; step++) {
      double part = step / (double) STEPS;
      double x = LEFT + part * PLOT_WIDTH;
      double y = TOP + (1 - part) * PLOT_HEIGHT;
      svg.append(
          format(
              "<path d=\"M%d %.1fh%dM%.1f %dv%d\" stroke=\"#ddd\"/>\n",
              LEFT, y, PLOT_WIDTH, x, TOP, PLOT_HEIGHT));
      svg.append(
          format(
              "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f %%</text>\n",
              LEFT - 8, y + 4, part * 100));
      svg.append(
          format(
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.1f s</text>\n",
              x, TOP + PLOT_HEIGHT + 18, part * seconds));
    }
  }

  private static void line(StringBuilder svg, PhaseFigures phase, double seconds, int number) {
    String colour = COLOURS.get(number % COLOURS.size());
    String points =
        phase.curve().stream()
            .map(point -> at(point, phase.pods(), seconds))
            .collect(Collectors.joining(" "));
    svg.append(
        format(
            "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>\n",
            colour, points));
    int y = TOP + 20 + number * 44;
    int x = LEFT + PLOT_WIDTH + 24;
    svg.append(
        format(
            "<text x=\"%d\" y=\"%d\" fill=\"%s\" font-weight=\"bold\">%s</text>\n",
            x, y, colour, phase.phase().title()));
    svg.append(
        format(
            "<text x=\"%d\" y=\"%d\">%.1f pods/s%s%s</text>\n",
            x,
            y + 16,
            phase.podsPerSecond(),
            phase.requestsPerPod().map(n -> format(", %.2f requests/pod", n)).orElse(""),
            phase.cpuMillisPerPod().map(n -> format(", %.1f ms", n)).orElse("")));
  }

  private static String at(Point point, int pods, double seconds) {
    return format(
        "%.1f,%.1f",
        LEFT + point.seconds() / seconds * PLOT_WIDTH,
        TOP + (1 - point.done() / (double) pods) * PLOT_HEIGHT);
  }

  @FormatMethod
  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}

package io.windlass.manager.simulation;

import com.google.errorprone.annotations.FormatMethod;
import io.windlass.core.autoscaling.simulate.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A timeline as an SVG picture: bounds as a band, replicas as a staircase, and the first metric's
 * load on a scale of its own.
 */
public record TimelinePlot(String title, Timeline timeline, Instant from, Instant to) {
  private static final int LEFT = 60;
  private static final int TOP = 50;
  private static final int WIDTH = 820;
  private static final int HEIGHT = 320;
  private static final int PARTS = 8;

  /** The whole file. */
  public String svg() {
    double most =
        Math.max(
            1,
            timeline.moments().stream()
                .mapToDouble(moment -> Math.max(moment.bounds().ceiling(), moment.after()))
                .max()
                .orElse(1));
    StringBuilder svg = new StringBuilder();
    svg.append(
        format(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
            <rect width="100%%" height="100%%" fill="white"/>
            <text x="%d" y="24" font-size="15">%s</text>
            """,
            LEFT + WIDTH + 70, TOP + HEIGHT + 50, LEFT, escaped(title)));
    axes(svg, most);
    band(svg, most);
    load(svg);
    svg.append(
        format(
            "<polyline id=\"replicas\" fill=\"none\" stroke=\"#1b6ca8\" stroke-width=\"2\""
                + " points=\"%s\"/>\n",
            String.join(" ", stairs(moment -> moment.after() / most))));
    legend(svg);
    return svg.append("</svg>\n").toString();
  }

  private void axes(StringBuilder svg, double most) {
    for (int part = 0; part <= PARTS; part++) {
      double share = part / (double) PARTS;
      Instant at = from.plus(Duration.between(from, to).multipliedBy(part).dividedBy(PARTS));
      svg.append(
          format(
              "<path d=\"M%d %.1fh%dM%.1f %dv%d\" stroke=\"#ddd\"/>\n",
              LEFT, y(share), WIDTH, x(at), TOP, HEIGHT));
      svg.append(
          format(
              "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f</text>\n",
              LEFT - 8, y(share) + 4, share * most));
      svg.append(
          format(
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
              x(at), TOP + HEIGHT + 18, local(at)));
    }
  }

  private String local(Instant at) {
    return LocalDateTime.ofInstant(at, timeline.zone())
        .format(DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT));
  }

  private void band(StringBuilder svg, double most) {
    List<String> edge = new ArrayList<>(stairs(moment -> moment.bounds().ceiling() / most));
    edge.addAll(stairs(moment -> moment.bounds().floor() / most).reversed());
    svg.append(
        format(
            "<polygon id=\"bounds\" fill=\"#2e933c\" fill-opacity=\"0.15\" points=\"%s\"/>\n",
            String.join(" ", edge)));
  }

  private void load(StringBuilder svg) {
    if (timeline.metrics().isEmpty()) {
      return;
    }
    String metric = timeline.metrics().getFirst();
    ToDoubleFunction<Moment> amount =
        moment -> moment.load().containsKey(metric) ? moment.load().get(metric) / 1000.0 : 0;
    double most = timeline.moments().stream().mapToDouble(amount).max().orElse(0);
    if (most <= 0) {
      return;
    }
    svg.append(
        format(
            "<polyline id=\"load\" fill=\"none\" stroke=\"#c77d0a\" points=\"%s\"/>\n",
            String.join(" ", stairs(moment -> amount.applyAsDouble(moment) / most))));
    svg.append(
        format(
            "<text x=\"%d\" y=\"%d\" fill=\"#c77d0a\">%s %.1f</text>\n",
            LEFT + WIDTH + 6, TOP + 4, escaped(metric), most));
  }

  private static void legend(StringBuilder svg) {
    svg.append(
        format(
            """
            <text x="%d" y="40" fill="#1b6ca8">replicas</text>
            <text x="%d" y="40" fill="#2e933c">floor to ceiling</text>
            <text x="%d" y="40" fill="#c77d0a">load (own scale)</text>
            """,
            LEFT, LEFT + 70, LEFT + 190));
  }

  /** The corners of a staircase of shares of the height. */
  private List<String> stairs(ToDoubleFunction<Moment> share) {
    List<String> corners = new ArrayList<>();
    double before = Double.NaN;
    for (Moment moment : timeline.moments()) {
      double now = share.applyAsDouble(moment);
      if (Double.compare(now, before) != 0) {
        if (!corners.isEmpty()) {
          corners.add(corner(moment.at(), before));
        }
        corners.add(corner(moment.at(), now));
        before = now;
      }
    }
    corners.add(corner(to, Double.isNaN(before) ? 0 : before));
    return corners;
  }

  private String corner(Instant at, double share) {
    return format("%.1f,%.1f", x(at), y(share));
  }

  private double x(Instant at) {
    double span = Math.max(1, Duration.between(from, to).toMillis());
    return LEFT + WIDTH * Duration.between(from, at).toMillis() / span;
  }

  private static double y(double share) {
    return TOP + HEIGHT * (1 - share);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  @FormatMethod
  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}

package io.windlass.devcluster.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.rest.Admission;
import java.util.List;
import java.util.Optional;

/** One kind of admission after the other. Thread-safe if they are. */
public record Chain(List<Admission> links) implements Admission {
  public Chain {
    links = List.copyOf(links);
  }

  @Override
  public Optional<Review> of(Request request) {
    List<Review> reviews =
        links.stream().map(link -> link.of(request)).flatMap(Optional::stream).toList();
    return reviews.size() < 2 ? reviews.stream().findFirst() : Optional.of(new All(reviews));
  }

  private record All(List<Review> reviews) implements Review {
    @Override
    public ObjectNode mutate(ObjectNode object, Optional<ObjectNode> before) {
      ObjectNode current = object;
      for (Review review : reviews) {
        current = review.mutate(current, before);
      }
      return current;
    }

    @Override
    public void validate(ObjectNode object, Optional<ObjectNode> before) {
      reviews.forEach(review -> review.validate(object, before));
    }

    @Override
    public void end(ObjectNode before) {
      reviews.forEach(review -> review.end(before));
    }
  }
}

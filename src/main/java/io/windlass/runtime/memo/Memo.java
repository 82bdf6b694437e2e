package io.windlass.runtime.memo;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Remembers the answers of a pure function to the questions that come most often and most lately.
 * Bounded; thread-safe: who asks what another is just finding out waits for that answer.
 *
 * <p>No thread and no clock of its own: what is too much goes when something is added.
 *
 * @param <Q> a question
 * @param <A> its answer, immutable
 */
public final class Memo<Q, A> {
  private final Cache<Q, A> answers;

  private Memo(Cache<Q, A> answers) {
    this.answers = answers;
  }

  /** For questions with value semantics. */
  public static <Q, A> Memo<Q, A> ofEqual(int entries) {
    return new Memo<>(Caffeine.newBuilder().executor(Runnable::run).maximumSize(entries).build());
  }

  /**
   * For questions that are told apart by their instance, and are forgotten when nobody else has
   * them any more. Neither looks at what may be large.
   *
   * @param weight what a question and its answer count towards {@code limit}
   */
  public static <Q, A> Memo<Q, A> ofSame(long limit, ToIntFunction<Q> weight) {
    return new Memo<>(
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .weakKeys()
            .maximumWeight(limit)
            .weigher((Q question, A _) -> weight.applyAsInt(question))
            .build());
  }

  /** The answer, found out with {@code function} if it is not remembered. */
  public A answer(Q question, Function<Q, A> function) {
    return answers.get(question, function);
  }
}

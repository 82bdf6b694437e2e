package io.windlass.core.plan;

/**
 * One reason for a part of a plan.
 *
 * @param subject what it is about: a pod's name, or {@code update}, {@code scale}, {@code status}
 * @param code one CamelCase word that programs may switch on, for example {@code BudgetUsed}
 * @param text a sentence for people
 */
public record Reason(String subject, String code, String text) {}

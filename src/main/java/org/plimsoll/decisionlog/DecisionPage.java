package org.plimsoll.decisionlog;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of what a query asks for. It may have fewer items than the limit, or none, and still be followed by another: a
 * search looks at so many decisions and months for one page and no more.
 *
 * @param items the part
 * @param next what to give as {@code after} for the next part; absent when this is the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DecisionPage(
        List<DecisionSummary> items, @Nullable String next) {}

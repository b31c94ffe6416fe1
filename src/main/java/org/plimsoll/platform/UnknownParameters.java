package org.plimsoll.platform;

import jakarta.inject.Singleton;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses query parameters that an operation does not take: one that was passed over would seem to have been heeded. */
@Singleton
public final class UnknownParameters {
    /**
     * Lets a request go on whose query parameters its resource method names. A method that takes the address itself knows its
     * parameters itself.
     *
     * @throws InvalidParameter when one is not known
     */
    @ServerRequestFilter
    public void refuse(UriInfo address, ResourceInfo resource) {
        if (address.getQueryParameters().isEmpty()) {
            return;
        }
        List<Class<?>> types = List.of(resource.getResourceMethod().getParameterTypes());
        if (types.contains(UriInfo.class)) {
            return;
        }
        SortedSet<String> known = Arrays.stream(resource.getResourceMethod().getParameters())
                .map(parameter -> parameter.getAnnotation(QueryParam.class))
                .filter(Objects::nonNull)
                .map(QueryParam::value)
                .collect(Collectors.toCollection(TreeSet::new));
        for (String name : address.getQueryParameters().keySet()) {
            if (!known.contains(name)) {
                throw InvalidParameter.unknown(name, known);
            }
        }
    }
}

package io.landlord.server.graph;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/** The second port, when it is enabled: a connector, and a filter that keeps the two ports apart. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("landlord.graph.enabled")
class GraphConfiguration {

    @Bean
    GraphPort graphPort(@Value("${landlord.graph.port:8081}") int port) {
        return new GraphPort(port);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> graphConnector(GraphPort port) {
        return factory -> factory.addAdditionalConnectors(port.connector(factory.getAddress()));
    }

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> portsApart(GraphPort port) {
        FilterRegistrationBean<OncePerRequestFilter> registration =
                new FilterRegistrationBean<>(new OncePerRequestFilter() {
                    @Override
                    protected void doFilterInternal(
                            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                            throws ServletException, IOException {
                        if (port.serves(request)) {
                            chain.doFilter(request, response);
                        } else {
                            response.sendError(HttpServletResponse.SC_NOT_FOUND);
                        }
                    }
                });
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }
}

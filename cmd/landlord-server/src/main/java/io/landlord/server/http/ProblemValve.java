package io.landlord.server.http;

import io.landlord.server.observability.Correlation;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes as a problem what Tomcat refuses before any code of ours sees it. Made by Tomcat, which needs it public. */
public final class ProblemValve extends ErrorReportValve {
    private static final JsonMapper JSON = JsonOutput.mapper();

    public ProblemValve() {
        setShowReport(false);
        setShowServerInfo(false);
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            String code = ProblemStatus.code(status);
            String path = request.getRequestURI();
            Problem problem = new Problem(
                    Problem.TYPE_PREFIX + code,
                    ProblemStatus.title(status),
                    status,
                    ProblemErrorController.detail(status),
                    path == null ? "" : path,
                    code,
                    Correlation.of(request, response),
                    List.of());
            response.setContentType(Problem.MEDIA_TYPE);
            response.setCharacterEncoding("utf-8");
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(JSON.writeValueAsString(problem));
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException gone) {
            container.getLogger().debug("an early answer could not be written", gone);
        }
    }
}

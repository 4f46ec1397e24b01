package io.landlord.server.http;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the container sends what failed outside of the controllers. */
@Hidden
@Controller
final class ProblemErrorController implements ErrorController {
    private final ProblemWriter problems;

    ProblemErrorController(ProblemWriter problems) {
        this.problems = problems;
    }

    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        problems.write(request, response, status, ProblemStatus.code(status), detail(status), List.of());
    }

    static String detail(int status) {
        return switch (status) {
            case 400 -> "the request is malformed: check its path, its query and its headers";
            case 404 -> "there is nothing at this path; /v1/openapi.json tells what there is";
            default -> ProblemStatus.title(status);
        };
    }
}

package io.landlord.provisioner.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.provisioner.postgres.embedded.EmbeddedServer;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Limits that a plan does not have of its own, and limits of a tenant that is there already. */
@ExtendWith(OneServer.class)
class LimitsTest {
    private final Landlord landlord;

    LimitsTest(EmbeddedServer embedded) {
        this.landlord = new Landlord(embedded);
    }

    @Test
    void given_limits_win_over_the_plans_own_and_bind_the_role() throws Exception {
        landlord.provision("given");

        JsonNode result = call(
                "postgres.apply-limits",
                "{'tenant':'given','plan':'basic','limits':{'connections':3,'statementTimeout':'PT1M','storage':5}}");

        assertThat(result).isEqualTo(json("{'plan':'basic','connections':3,'statementTimeout':'PT1M'}"));
        assertThat(limits("given")).isEqualTo("3 {statement_timeout=60000ms}");
        try (Connection connection = landlord.login("given")) {
            assertThat(Landlord.ask(connection, "SHOW statement_timeout")).isEqualTo("1min");
        }
    }

    @Test
    void a_plan_of_any_name_is_taken_with_limits() throws Exception {
        JsonNode result = call(
                "postgres.prepare",
                "{'tenant':'named','plan':'Gold & more','limits':{'connections':10000,'statementTimeout':'P24D'}}");

        assertThat(result.get("plan").stringValue()).isEqualTo("Gold & more");
        assertThat(result.get("limits")).isEqualTo(json("{'connections':10000,'statementTimeout':'PT576H'}"));
    }

    @Test
    void what_limits_do_not_say_is_the_known_plans() throws Exception {
        JsonNode result = call(
                "postgres.prepare",
                "{'tenant':'partly','plan':'premium','limits':{'connections':7,'statementTimeout':null}}");

        assertThat(result.get("limits")).isEqualTo(json("{'connections':7,'statementTimeout':'PT1M'}"));
    }

    @Test
    void null_limits_and_a_null_claim_are_none() throws Exception {
        JsonNode result = call("postgres.prepare", "{'tenant':'nulls','plan':'basic','limits':null,'claim':null}");

        assertThat(result.get("limits")).isEqualTo(json("{'connections':10,'statementTimeout':'PT15S'}"));
        assertThat(result.get("claim").stringValue()).isEqualTo("the-execution");
    }

    @Test
    void a_given_claim_takes_the_place_of_the_execution() throws Exception {
        JsonNode result = call("postgres.prepare", "{'tenant':'claimed','plan':'basic','claim':'op-17'}");

        assertThat(result.get("claim").stringValue()).isEqualTo("op-17");
    }

    @Test
    void the_limits_before_are_those_of_a_role_made_under_another_claim() throws Exception {
        landlord.provision("earlier");

        assertThat(before("earlier", "op-2")).isEqualTo(json("{'connections':10,'statementTimeout':'15000ms'}"));
        assertThat(before("earlier", "claim-of-earlier").isNull()).isTrue();
        assertThat(before("nobody-yet", "op-2").isNull()).isTrue();
    }

    @Test
    void limits_are_put_back_as_they_were() throws Exception {
        landlord.provision("back");
        landlord.execute("ALTER ROLE tenant_back SET statement_timeout = '7min'");
        landlord.execute("ALTER ROLE tenant_back SET work_mem = '1MB'");
        JsonNode before = before("back", "op-2");
        assertThat(call(
                                "postgres.apply-limits",
                                "{'tenant':'back','plan':'enterprise','limits':{'connections':99,'statementTimeout':'PT9S'}}")
                        .get("connections")
                        .intValue())
                .isEqualTo(99);

        JsonNode result = call("postgres.restore-limits", "{'tenant':'back','limits':" + before + "}");

        assertThat(result).isEqualTo(json("{'role':'tenant_back','restored':true}"));
        assertThat(limits("back")).isEqualTo("10 {statement_timeout=7min,work_mem=1MB}");
    }

    @Test
    void a_role_without_limits_is_without_them_again() throws Exception {
        landlord.provision("free");
        landlord.execute("ALTER ROLE tenant_free CONNECTION LIMIT -1");
        landlord.execute("ALTER ROLE tenant_free RESET statement_timeout");
        JsonNode before = before("free", "op-2");
        landlord.make("postgres.apply-limits", "free", "op-2");

        assertThat(call("postgres.restore-limits", "{'tenant':'free','limits':" + before + "}")
                        .get("restored")
                        .booleanValue())
                .isTrue();

        assertThat(limits("free")).isEqualTo("-1 null");
    }

    @Test
    void nothing_is_restored_where_there_was_nothing_or_is_no_role_any_more() throws Exception {
        JsonNode nothing = json("{'role':'tenant_gone','restored':false}");

        assertThat(call("postgres.restore-limits", "{'tenant':'gone','limits':null}"))
                .isEqualTo(nothing);
        assertThat(call(
                        "postgres.restore-limits",
                        "{'tenant':'gone','limits':{'connections':10,'statementTimeout':null}}"))
                .isEqualTo(nothing);
    }

    private JsonNode before(String tenant, String claim) throws InterruptedException {
        return call("postgres.prepare", "{'tenant':'" + tenant + "','plan':'premium','claim':'" + claim + "'}")
                .get("limitsBefore");
    }

    private JsonNode call(String handler, String arguments) throws InterruptedException {
        return landlord.handlers.call(handler, json(arguments), new Landlord.Context("the-execution"));
    }

    private String limits(String tenant) throws SQLException {
        return landlord.ask("SELECT rolconnlimit || ' ' || coalesce(rolconfig::text, 'null') FROM pg_roles"
                + " WHERE rolname = 'tenant_" + tenant + "'");
    }

    private static JsonNode json(String text) {
        return JsonMapper.builder().build().readTree(text.replace('\'', '"'));
    }
}

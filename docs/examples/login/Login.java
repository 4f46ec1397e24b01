import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import tools.jackson.databind.json.JsonMapper;

/** Logs in as a tenant: java -cp 'cmd/landlord-cli/target/lib/*' docs/examples/login/Login.java CREDENTIALS.json */
class Login {
    public static void main(String[] arguments) throws Exception {
        var credential = JsonMapper.shared()
                .readTree(Files.readAllBytes(Path.of(arguments[0])))
                .at("/items/0");
        var url = credential.at("/properties/url").asString();
        var user = credential.at("/username").asString();
        try (var connection = DriverManager.getConnection(url, user, credential.at("/password").asString());
                var row = connection.createStatement().executeQuery("SELECT current_user, current_database()")) {
            row.next();
            System.out.println("logged in as " + row.getString(1) + " to " + row.getString(2));
        }
    }
}

package org.plimsoll.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The server hands out the contract that is checked in, and no other. */
@QuarkusTest
class ServedContractTest {
    @Test
    void servedDocument_asJson_isTheOneCheckedIn() {
        JsonNode served = Contract.read(given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray());

        assertThat(served).isEqualTo(Contract.get().document());
    }

    @Test
    void servedDocument_asYaml_isTheOneCheckedIn() throws IOException {
        String served =
                given().get("/q/openapi").then().statusCode(200).extract().asString();

        assertThat(new ObjectMapper(new YAMLFactory()).readTree(served))
                .isEqualTo(Contract.get().document());
    }

    @Test
    void bareAddress_leadsToSwaggerUi() {
        for (String method : List.of("GET", "HEAD")) {
            given().redirects()
                    .follow(false)
                    .request(method, "/")
                    .then()
                    .statusCode(302)
                    .header("Location", "/q/swagger-ui/");
        }
    }

    @Test
    void swaggerUi_readsTheServedDocument() {
        given().get("/q/swagger-ui/").then().statusCode(200).body(containsString("/q/openapi"));
    }
}

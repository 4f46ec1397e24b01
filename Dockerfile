# The Landlord server: built from source, run as a user that owns nothing but its data.
#
#   docker build -t landlord .
#   docker run --rm -p 127.0.0.1:8080:8080 -v landlord-data:/data landlord

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /source
COPY . .
# The tests need more than an image has; they run before, with `mvn verify`.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -DskipTests -pl cmd/landlord-server -am package
# Libraries change seldom, our classes often: a layer each, so that an update is small.
RUN java -Djarmode=tools -jar cmd/landlord-server/target/landlord-server.jar \
    extract --layers --launcher --destination /layers

FROM eclipse-temurin:25-jre AS run
RUN groupadd --system --gid 10001 landlord \
    && useradd --system --uid 10001 --gid landlord --home-dir /data --shell /usr/sbin/nologin landlord \
    && install -d -o landlord -g landlord -m 0700 /data
WORKDIR /application
COPY --from=build /layers/dependencies/ ./
COPY --from=build /layers/spring-boot-loader/ ./
COPY --from=build /layers/snapshot-dependencies/ ./
COPY --from=build /layers/application/ ./
USER 10001:10001
# The file database and, without keys of your own, its key. All else of the file system may be read-only; /tmp must be writable.
VOLUME /data
# In a container, loopback is the container's own: who publishes the port decides who reaches it.
ENV SERVER_ADDRESS=0.0.0.0 \
    LANDLORD_DATADIRECTORY=/data \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError"
EXPOSE 8080
# With what bash has, because the image need not have curl.
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=6 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["java", "org.springframework.boot.loader.launch.JarLauncher"]

# Lincoln Reader, the sample app, in a container: `deploy/build-image` builds it beside Rollcall.
ARG BASE_IMAGE=eclipse-temurin:25-jdk

FROM ${BASE_IMAGE} AS build
COPY sample-client/target/sample-client.jar /build/
RUN java -Djarmode=tools -jar /build/sample-client.jar extract --destination /opt/sample-client \
    && jlink --output /opt/jre --strip-java-debug-attributes --no-header-files --no-man-pages --compress zip-9 \
       --add-modules java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http,java.prefs,java.rmi,java.security.jgss,java.sql,java.xml,jdk.unsupported \
       --exclude-files '**/libawt*,**/libfontmanager*,**/libfreetype*,**/libjavajpeg*,**/libjsound*,**/liblcms*,**/libmlib*,**/libsplash*,**/psfont*' \
    && mkdir -p /image/tmp /image/bin /image/etc /image/usr/lib && chmod 1777 /image/tmp \
    && cp "$(readlink -f "$(command -v bash)")" /image/bin/bash && ln -s bash /image/bin/sh \
    && printf 'sample:x:10002:10002::/:/sbin/nologin\n' > /image/etc/passwd && printf 'hosts: files dns\n' > /image/etc/nsswitch.conf \
    && for library in $(LD_LIBRARY_PATH=/opt/jre/lib:/opt/jre/lib/server ldd /image/bin/bash /opt/jre/bin/java /opt/jre/lib/*.so /opt/jre/lib/server/libjvm.so \
         | grep -oE '/[^ ]+\.so[^ ]*' | grep -v '^/opt' | sort -u); do mkdir -p "/image$(dirname "$library")"; cp -L "$library" "/image$library"; done

FROM scratch
COPY --from=build /image/ /
COPY --from=build /opt/jre/ /opt/jre/
COPY --from=build /opt/sample-client/ /opt/sample-client/
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Lincoln Reader" \
      org.opencontainers.image.description="Rollcall's sample app" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
ENV LANG=C.UTF-8 PATH=/opt/jre/bin:/bin
USER 10002:10002
WORKDIR /opt/sample-client
EXPOSE 9001
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 \
  CMD ["/bin/bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9001 && printf 'GET / HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["/opt/jre/bin/java", "-XX:+UseSerialGC", "-Xmx96m", "-XX:TieredStopAtLevel=1", "-jar", "/opt/sample-client/sample-client.jar"]

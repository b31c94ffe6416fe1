package org.plimsoll.platform;

import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this server is called among those that share its database. */
@Singleton
public final class NodeName {
    private final String name;

    NodeName(PlimsollConfig config) {
        this.name = config.node().name().orElseGet(NodeName::hostName);
    }

    /** Its name: the setting's, or else the host's. */
    public String name() {
        return name;
    }

    /** Its name, told from others of the same name on the same machine. */
    public String unique() {
        return name + "/" + ProcessHandle.current().pid();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}

namespace DriftStream.Core.Judging.Severities;

/// <summary>The ports that nobody should reach from the internet: administration and data.</summary>
internal static class GuardedPorts
{
    /// <summary>The ports and what listens there.</summary>
    public static IReadOnlyList<(int Port, string Name)> Rows { get; } =
    [
        (22, "SSH"), (23, "Telnet"), (135, "RPC"), (139, "NetBIOS"), (445, "SMB"), (2049, "NFS"), (3389, "RDP"), (5900, "VNC"), (5985, "WinRM"), (5986, "WinRM"),
        (389, "LDAP"), (1433, "SQL Server"), (1434, "SQL Server"), (1521, "Oracle"), (2484, "Oracle"), (3306, "MySQL"), (5432, "PostgreSQL"), (50000, "DB2"),
        (5439, "Redshift"), (8182, "Neptune"), (9042, "Cassandra"), (9160, "Cassandra"), (27017, "MongoDB"), (27018, "MongoDB"), (27019, "MongoDB"),
        (5984, "CouchDB"), (6379, "Redis"), (11211, "Memcached"), (9200, "Elasticsearch"), (9300, "Elasticsearch"), (7687, "Neo4j"), (8086, "InfluxDB"),
        (9092, "Kafka"), (9094, "Kafka"), (2181, "ZooKeeper"), (2375, "Docker"), (2376, "Docker"), (2379, "etcd"), (2380, "etcd"), (6443, "Kubernetes"), (10250, "kubelet"),
    ];

    /// <summary>The first guarded port within a range, e.g. <c>22 is SSH</c>; null where there is none.</summary>
    public static string? Within(int from, int to) =>
        Rows.Where(r => r.Port >= from && r.Port <= to).OrderBy(r => r.Port).FirstOrDefault() is { Name: { } name, Port: var port } ? $"{port} is {name}" : null;
}

namespace DriftStream.Core.Catalog;

/// <summary>What is known of logs, databases and search domains beyond the derived facts.</summary>
internal static class ServiceCorrections
{
    /// <summary>What is wrong in the derived facts.</summary>
    public static readonly Correction[] All =
    [
        // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DisassociateKmsKey.html
        new("logs", "AssociateKmsKey", "aws_cloudwatch_log_group") { Identifying = [("resourceIdentifier", "arn")] },
        new("logs", "DisassociateKmsKey", "aws_cloudwatch_log_group") { Identifying = [("resourceIdentifier", "arn")] },

        // Judging finds it by its name; coverage asks for what is known beforehand.
        new("rds", "ModifyDBInstance", "aws_db_instance") { Missing = [("DatabaseInsightsMode", "database_insights_mode")] },

        // The member is a map of log types, which no pair can say.
        .. WithoutLogs("CreateDomain", "aws_opensearch_domain"),
        .. WithoutLogs("UpdateDomainConfig", "aws_opensearch_domain"),
        .. WithoutLogs("CreateElasticsearchDomain", "aws_elasticsearch_domain"),
        .. WithoutLogs("UpdateElasticsearchDomainConfig", "aws_elasticsearch_domain"),
    ];

    /// <summary>Types that a known call means as well: one domain answers to the calls of both its names.</summary>
    public static readonly Addition[] Added =
    [
        new("es", "UpdateDomainConfig", "aws_elasticsearch_domain") { Like = "UpdateElasticsearchDomainConfig", Renamed = ("ElasticsearchClusterConfig", "ClusterConfig") },
        new("es", "UpdateDomainConfig", "aws_elasticsearch_domain_policy") { Like = "UpdateElasticsearchDomainConfig" },
        new("es", "UpgradeDomain", "aws_elasticsearch_domain") { Like = "UpgradeElasticsearchDomain" },
        new("es", "DeleteDomain", "aws_elasticsearch_domain") { Like = "DeleteElasticsearchDomain" },
        new("es", "DeleteElasticsearchDomain", "aws_opensearch_domain") { Effect = RowEffect.Delete, Ids = [("DomainName", "domain_name")] },
    ];

    private static Correction[] WithoutLogs(string operation, string type) =>
        [new("es", operation, type) { Pairs = [("LogPublishingOptions", null)] }];
}

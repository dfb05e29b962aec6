using System.Text.Json.Nodes;

namespace DriftStream.Core.Tests.OpenData;

/// <summary>The members without which AWS would not take a call, one method for each kind of call.</summary>
internal static class EssentialMembers
{
    private static readonly (string Member, string Attribute, string Value) Addresses = ("IpRanges.CidrIp", "cidr_ipv4", "192.0.2.0/24");

    // A document that nobody shares has no permissions at all.
    public static void Share(SyntheticCall call)
    {
        call.Request.Put("PermissionType", "Share");
        if (call.Held.Mentions("permissions"))
        {
            call.Held.Set("permissions.type", "Share");
        }
    }

    // Settings are those of an option.
    public static void Option(SyntheticCall call, string path)
    {
        if (path.Contains(".OptionSettings.", StringComparison.Ordinal))
        {
            Both(call, "OptionsToInclude.OptionName", "option.option_name", "MEMCACHED");
        }
    }

    // Without any named it means all metrics.
    public static void AllMetrics(SyntheticCall call, string path)
    {
        if (path != "Metrics")
        {
            Both(call, "Metrics", "enabled_metrics", new JsonArray("GroupMinSize"));
        }
    }

    public static void Named(SyntheticCall call, string flag) => call.Request.Put(flag, true);

    public static void Both(SyntheticCall call, string path, string attribute, JsonNode value, params int[] elements)
    {
        if (call.Held.Knows(attribute.Split('.')[0]) && call.Request.Put(path, value.DeepClone(), elements))
        {
            call.Held.Set(attribute, value);
        }
    }

    // A rule for one source, of the kind that the member under trial belongs to.
    public static void Permission(SyntheticCall call, string path)
    {
        var isGroupRule = call.Held.Knows("cidr_blocks");
        if (!call.Held.Knows("from_port"))
        {
            return;
        }

        Both(call, "IpPermissions.IpProtocol", isGroupRule ? "protocol" : "ip_protocol", "tcp", 0);
        Both(call, "IpPermissions.FromPort", "from_port", 8443, 0);
        Both(call, "IpPermissions.ToPort", "to_port", 8443, 0);
        if (isGroupRule)
        {
            call.Held.Set("type", call.Operation.EndsWith("Egress", StringComparison.Ordinal) ? "egress" : "ingress");
        }

        var (member, attribute, value) = path.Split('.') is [_, var source, ..] ? source switch
        {
            "Ipv6Ranges" => ("Ipv6Ranges.CidrIpv6", isGroupRule ? "ipv6_cidr_blocks" : "cidr_ipv6", "2001:db8:7::/48"),
            "PrefixListIds" => ("PrefixListIds.PrefixListId", isGroupRule ? "prefix_list_ids" : "prefix_list_id", "pl-0c1d2e3f405162738"),
            "UserIdGroupPairs" or "groups" => ("groups.groupId", isGroupRule ? "source_security_group_id" : "referenced_security_group_id", "sg-0d1e2f30415263748"),
            _ => Addresses,
        } : Addresses;
        Both(call, "IpPermissions." + member, isGroupRule && attribute == "cidr_ipv4" ? "cidr_blocks" : attribute, value, 0, 0);
    }

    public static void Entry(SyntheticCall call)
    {
        Both(call, "Egress", "egress", true);
        Both(call, "Protocol", "protocol", "6");
        Both(call, "RuleNumber", "rule_number", 120);
    }

    public static void Encryption(SyntheticCall call, string path)
    {
        var rule = call.Held.Knows("rule") ? "rule" : "server_side_encryption_configuration.rule";
        const string Algorithm = "ServerSideEncryptionConfiguration.Rules.ApplyServerSideEncryptionByDefault.SSEAlgorithm";
        if (path.StartsWith("ServerSideEncryptionConfiguration.", StringComparison.Ordinal) && call.Request.Put(Algorithm, "aws:kms", -1, 0))
        {
            call.Held.Set(rule + ".apply_server_side_encryption_by_default.sse_algorithm", "aws:kms");
        }
    }

    // A filter has a name and a value, and the state shows which name.
    public static void Filter(SyntheticCall call, string path)
    {
        foreach (var kind in (IEnumerable<string>)["CloudFunction", "LambdaFunction", "Queue", "Topic"])
        {
            var rule = $"NotificationConfiguration.{kind}Configuration.Filter.S3Key.FilterRule.";
            if (call.Request.Has(rule + "Value"))
            {
                call.Request.Put(rule + "Name", call.Held.Mentions("filter_prefix") ? "prefix" : "suffix");
            }
        }
    }

    // A grant has a grantee and a permission; what names the grantee tells its type.
    public static void Grant(SyntheticCall call, string path)
    {
        const string At = "AccessControlPolicy.AccessControlList.Grant.";
        if (!path.StartsWith("AccessControlPolicy.Grants.", StringComparison.Ordinal))
        {
            return;
        }

        var place = call.Held.Knows("access_control_policy") ? "access_control_policy.grant." : "grant.";
        var grantee = place == "grant." ? place : place + "grantee.";
        var member = path[(path.LastIndexOf('.') + 1)..];
        if (member is not ("ID" or "URI" or "EmailAddress"))
        {
            Both(call, At + "Grantee.ID", grantee + "id", "c0ffee");
        }

        Both(call, At + "Permission", place == "grant." ? place + "permissions" : place + "permission", "READ");
        call.Held.Set(grantee + "type", member switch
        {
            "URI" => "Group",
            "EmailAddress" => "AmazonCustomerByEmail",
            _ => "CanonicalUser",
        });
    }

    public static void Route(SyntheticCall call, string path)
    {
        if (!path.StartsWith("Destination", StringComparison.Ordinal) && call.Held.Knows("route") && call.Request.Put("DestinationCidrBlock", "198.51.100.0/24"))
        {
            call.Held.Set("route.cidr_block", "198.51.100.0/24");
        }
    }

    public static void RecordSet(SyntheticCall call)
    {
        call.Request.Put("ChangeBatch.Changes.Action", "UPSERT", -1, 0);
        if (call.Held.Knows("zone_id") && call.Held["zone_id"] is null)
        {
            call.Held.Set("zone_id", call.Held["id"]?.DeepClone());
        }

        Both(call, "ChangeBatch.Changes.ResourceRecordSet.Name", "name", "pears.orchard.example", -1, 0);
        Both(call, "ChangeBatch.Changes.ResourceRecordSet.Type", "type", "A", -1, 0);
    }

    public static void Target(SyntheticCall call)
    {
        Both(call, "Targets.Id", "target_id", "harvest", 0);
        Both(call, "Targets.Arn", "arn", "arn:aws:sqs:eu-west-2:210987654321:harvest", 0);
    }

    public static void Behind(SyntheticCall call)
    {
        if (call.Held.Knows("elb"))
        {
            call.Request.Put("Instances", new JsonArray(new JsonObject { ["instanceId"] = "i-0b7e51c94d2f6a830" }));
            call.Held.Set("instance", "i-0b7e51c94d2f6a830");
        }
        else
        {
            call.Held.Set("name", call.Held["id"]?.DeepClone());
        }
    }

    public static void Inline(SyntheticCall call, string principal)
    {
        if (call.Address == $"aws_iam_{principal}_policy.it")
        {
            var parts = call.Held["id"]?.ToString().Split(',') ?? [];
            call.Held.Set(principal, call.Held[principal]?.DeepClone() ?? parts[0]);
            call.Held.Set("name", call.Held["name"]?.DeepClone() ?? parts[^1]);
        }

        Both(call, "PolicyName", "inline_policy.name", "harvest");
        call.Request.Put("PolicyName", "harvest");
        call.Request.Put("PolicyDocument", """{"Version":"2012-10-17","Statement":[]}""");
    }

    public static void GroupTag(SyntheticCall call)
    {
        if (call.Address == "aws_autoscaling_group_tag.it")
        {
            call.Held.Set("autoscaling_group_name", "grove");
            call.Request.Replace("Tags", new JsonArray(new JsonObject { ["resourceId"] = call.Held["autoscaling_group_name"]?.DeepClone(), ["key"] = "variety", ["value"] = "pear" }));
            call.Held.Set("tag.key", "variety");
            call.Held.Set("tag.value", "pear");
        }
    }

    public static void Tag(SyntheticCall call, string key, string value)
    {
        if (call.Held.Knows("key"))
        {
            Both(call, key, "key", "variety", 0);
            Both(call, value, "value", "pear", 0);
        }
    }

    public static void Index(SyntheticCall call, string path)
    {
        var isIndex = call.Address == "aws_dynamodb_global_secondary_index.it";
        if (isIndex || path.StartsWith("GlobalSecondaryIndexUpdates.", StringComparison.Ordinal))
        {
            var name = $"GlobalSecondaryIndexUpdates.{(path.Length > 0 ? path.Split('.')[1] : "Update")}.IndexName";
            if (call.Held.Knows("global_secondary_index") && call.Request.Put(name, "harvest", 0))
            {
                call.Held.Set("global_secondary_index.name", "harvest");
            }

            Element(call, "aws_dynamodb_global_secondary_index", name, "index_name", 0);
        }
    }

    // The answer tells which code it is now.
    public static void Code(SyntheticCall call, string path)
    {
        const string Hash = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=";
        call.Held.Set("source_code_hash", Hash);
        call.Response.Put("CodeSha256", Hash);
    }

    public static void Strategy(SyntheticCall call, string path)
    {
        var adds = path.StartsWith("MemoryStrategies.AddMemoryStrategies.", StringComparison.Ordinal);
        Element(call, "aws_bedrockagentcore_memory_strategy", adds ? "MemoryStrategies.AddMemoryStrategies.Name" : "MemoryStrategies.ModifyMemoryStrategies.MemoryStrategyId", adds ? "name" : "memory_strategy_id", -1, 0);
    }

    public static void AnyPolicy(SyntheticCall call) => call.Request.Put("PolicyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess");

    public static void Element(SyntheticCall call, string type, string path, string attribute, params int[] elements)
    {
        if (call.Address == type + ".it")
        {
            Both(call, path, attribute, "harvest", elements);
        }
    }

    // The whole rule is sent again, whatever of it changes.
    public static void Rule(SyntheticCall call, string path)
    {
        const string Changed = "SecurityGroupRules.SecurityGroupRule.";
        call.Request.Put("SecurityGroupRules.SecurityGroupRuleId", "sgr-0a1b2c3d4e5f60718", 0);
        if (call.Held["id"] is null)
        {
            call.Held.Set("id", "sgr-0a1b2c3d4e5f60718");
        }

        Both(call, Changed + "IpProtocol", "ip_protocol", "tcp", 0);
        Both(call, Changed + "FromPort", "from_port", 8443, 0);
        Both(call, Changed + "ToPort", "to_port", 8443, 0);
        if (!call.Held.Knows("ip_protocol"))
        {
            call.Request.Put(Changed + "IpProtocol", "tcp", 0);
            call.Request.Put(Changed + "FromPort", 8443, 0);
            call.Request.Put(Changed + "ToPort", 8443, 0);
            call.Request.Put(Changed + "CidrIpv4", "192.0.2.0/24", 0);
        }
        else if (path.Length > Changed.Length && path[Changed.Length..] is not ("CidrIpv6" or "PrefixListId" or "ReferencedGroupId"))
        {
            Both(call, Changed + "CidrIpv4", "cidr_ipv4", "192.0.2.0/24", 0);
        }
    }
}

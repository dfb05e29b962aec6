namespace DriftStream.Core.Comparing.Kinds;

/// <summary>What is decided about each of the provider's functions and types that say what is no difference.</summary>
internal static class Suppressors
{
    private static readonly Dictionary<string, (ValueComparer? Comparer, string Why)> All = new(StringComparer.Ordinal)
    {
        ["DiffSuppressNullableBool"] = (NullableBools.Comparer, ""),
        ["DiffSuppressNullableBoolFalseAsNull"] = (NullableBools.FalseIsNone, ""),
        ["IAMPolicyType"] = (JsonDocuments.Comparer, ""),
        ["NewSmithyJSONType"] = (JsonDocuments.Comparer, ""),
        ["SuppressEquivalentJSONDiffs"] = (JsonDocuments.Comparer, ""),
        ["SuppressEquivalentPolicyDiffs"] = (JsonDocuments.Comparer, ""),
        ["SuppressEquivalentJSONOrYAMLDiffs"] = (JsonDocuments.OrYaml, ""),
        ["SuppressEquivalentTopicSubscriptionDeliveryPolicy"] = (JsonDocuments.Sparse, ""),
        ["suppressEquivalentJSONEmptyNilDiffs"] = (JsonDocuments.Sparse, ""),
        ["suppressEquivalentManagedServiceDataJSON"] = (JsonDocuments.Sparse, ""),
        ["SuppressEquivalentRoundedTime"] = (Times.ToTheMinute, ""),
        ["SuppressEquivalentStringCaseInsensitive"] = (AnyCase.Comparer, ""),
        ["lifecyclePolicyStatusType"] = (AnyCase.Comparer, ""),
        ["SuppressMissingOptionalConfigurationBlock"] = (OffIsNone.Comparer, ""),
        ["SuppressNewStringValueEquivalentToUnset"] = (OffIsNone.Comparer, ""),
        ["instanceMaintenancePolicyDiffSupress"] = (MaintenancePolicies.Comparer, ""),
        ["pipelineSuppressStageActionConfigurationDiff"] = (PipelineTokens.Comparer, ""),

        ["DiffSuppressKey"] = (null, "a key's id and its ARN are references, which every attribute compares"),
        ["DiffSuppressKeyOrAlias"] = (null, "a key and its alias are references, which every attribute compares"),
        ["SuppressEquivalentCloudWatchLogsLogGroupARN"] = (null, "a log group's ARN with and without :* are references, which every attribute compares"),
        ["SuppressEquivalentTime"] = (null, "moments are compared as moments everywhere"),
        ["diffSuppressMissingForward"] = (null, "the whole action is compared, see ForwardActions"),
        ["diffSuppressPatchBaselineID"] = (null, "a baseline's id and its ARN are references, which every attribute compares"),
        ["diffSuppressWorkGroupConfigurationMonitoringCloudWatchLogging"] = (null, "it hides what is configured for logs that are off; switching them off is a difference of its own"),
        ["diffSuppressWorkGroupConfigurationMonitoringManagedLogging"] = (null, "it hides what is configured for logs that are off; switching them off is a difference of its own"),
        ["diffSuppressWorkGroupConfigurationMonitoringS3Logging"] = (null, "it hides what is configured for logs that are off; switching them off is a difference of its own"),
        ["instanceReplicateSourceDBSuppressDiff"] = (null, "an instance's name and its ARN are references, which every attribute compares"),
        ["iopsDiffSuppressFunc"] = (null, "it hides what AWS computes for kinds of volumes whose calls cannot set it"),
        ["suppressPolicyAttributeDiffs"] = (null, "a load balancer's policy cannot be changed, only made anew"),
        ["throughputDiffSuppressFunc"] = (null, "it hides what AWS computes for kinds of volumes whose calls cannot set it"),
    };

    /// <summary>The comparer that a name stands for; null where the general rules do.</summary>
    public static ValueComparer? Find(string? name) => name is null ? null : All.GetValueOrDefault(name).Comparer;

    /// <summary>The names that the general rules are right for, each with the reason.</summary>
    public static IReadOnlyDictionary<string, string> Plain => All.Where(s => s.Value.Comparer is null).ToDictionary(s => s.Key, s => s.Value.Why);

    /// <summary>The names that something is decided about.</summary>
    public static IEnumerable<string> Known => All.Keys;
}

using DriftStream.Core.Values;

namespace DriftStream.Core.CloudTrail;

/// <summary>Some services record everything inside one member that is named after the operation: CreateFlowLogsRequest, createStageInput.</summary>
internal static class OperationWrapper
{
    /// <summary>A request or response without that member.</summary>
    public static Value Remove(Value root, string operation)
    {
        foreach (var wrapper in root.Members)
        {
            if (wrapper.Value.Kind == ValueKind.Map && IsWrapper(wrapper.Key, operation))
            {
                return Value.MapOf(root.Members.Where(m => m.Key != wrapper.Key).Concat(wrapper.Value.Members));
            }
        }

        return root;
    }

    /// <summary>Whether a member is named after the operation.</summary>
    public static bool IsWrapper(string name, string operation) =>
        name.StartsWith(operation, StringComparison.OrdinalIgnoreCase) && name.AsSpan(operation.Length) is "Request" or "Response" or "Input" or "Result";
}

using DriftStream.Core.Values;

namespace DriftStream.Core.Comparing.Kinds;

/// <summary>The configuration of a pipeline's action: AWS never tells the token, and the state holds a hash of it.</summary>
internal static class PipelineTokens
{
    public static ValueComparer Comparer { get; } = new("pipeline actions without their token")
    {
        Form = value => value.Kind == ValueKind.Map ? value.With("OAuthToken", null) : value,
    };
}

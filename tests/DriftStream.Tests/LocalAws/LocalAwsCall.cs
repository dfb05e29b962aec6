using System.Text.Json.Nodes;

namespace DriftStream.Tests.LocalAws;

/// <summary>One call that reached the server with a good signature.</summary>
/// <param name="Operation">E.g. <c>ReceiveMessage</c>.</param>
/// <param name="Request">Its body.</param>
internal sealed record LocalAwsCall(string Operation, JsonObject Request)
{
    public string? Text(string member) => Request[member]?.GetValue<string>();

    public int? Number(string member) => Request[member]?.GetValue<int>();

    public override string ToString() => Operation;
}

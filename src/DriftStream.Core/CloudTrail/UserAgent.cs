using System.Buffers;

namespace DriftStream.Core.CloudTrail;

/// <summary>With what software a call was made, by its user agent. Anybody can send any agent: a hint, not a proof.</summary>
internal enum AgentKind
{
    /// <summary>Absent, or nothing known.</summary>
    Unknown,

    /// <summary>A browser, or a host of the console.</summary>
    Console,

    /// <summary>The words that AWS writes for its own back ends: the console's, and its services'.</summary>
    AwsInternal,

    /// <summary>aws-cli.</summary>
    Cli,

    /// <summary>The shell in the console.</summary>
    CloudShell,

    /// <summary>Terraform or OpenTofu.</summary>
    Terraform,

    /// <summary>An SDK, or what is built on one.</summary>
    Sdk,

    /// <summary>CloudFormation.</summary>
    CloudFormation,

    /// <summary>Another service's host name.</summary>
    Service,
}

/// <summary>Reads user agents.</summary>
internal static class UserAgent
{
    private const StringComparison AnyCase = StringComparison.OrdinalIgnoreCase;
    private const string CloudFormationHost = "cloudformation.amazonaws.com";

    // Both embed Terraform's provider and keep a state of their own, so their agents may name it.
    private static readonly SearchValues<string> NotTerraform = SearchValues.Create(["Pulumi", "crossplane"], AnyCase);
    private static readonly SearchValues<string> TerraformMarks = SearchValues.Create(["Terraform/", "terraform-provider-", "OpenTofu/"], AnyCase);

    private static readonly SearchValues<string> SdkMarks = SearchValues.Create(
        ["boto", "aws-sdk", "aws sdk", "aws_sdk", "rusoto", "aws-crt", "ec2-api-tools", "python-requests"], AnyCase);

    private static readonly Remembered<AgentKind> Kinds = new(Find);

    /// <summary>The kind of this agent, brackets removed already.</summary>
    public static AgentKind KindOf(string? agent) => agent is null ? AgentKind.Unknown : Kinds.Of(agent);

    private static AgentKind Find(string agent) => agent switch
    {
        _ when agent.Contains("CloudShell", StringComparison.Ordinal) => AgentKind.CloudShell,
        _ when ContainsAny(agent, NotTerraform) => AgentKind.Sdk,
        _ when NamesTerraform(agent) || agent.EndsWith("HashiCorp/1.0", StringComparison.Ordinal) => AgentKind.Terraform,
        _ when agent.Contains("aws-cli/", StringComparison.Ordinal) => AgentKind.Cli,
        _ when agent.StartsWith("Mozilla", StringComparison.Ordinal) || IsConsoleHost(agent) || IsConsoleBackEnd(agent) => AgentKind.Console,
        CloudFormationHost => AgentKind.CloudFormation,
        _ when agent.StartsWith("AWS Internal", AnyCase) || agent.StartsWith("aws-internal/", StringComparison.Ordinal) => AgentKind.AwsInternal,
        _ when IsServiceHost(agent) => AgentKind.Service,
        _ when ContainsAny(agent, SdkMarks) => AgentKind.Sdk,
        _ => AgentKind.Unknown,
    };

    /// <summary>Whether the call came out of something that runs in AWS without a person: a function, a container.</summary>
    public static bool RunsInAws(string? agent) => agent?.Contains("exec-env/AWS_", StringComparison.Ordinal) == true;

    /// <summary>Whether this host is CloudFormation's.</summary>
    public static bool IsCloudFormationHost(string? host) => string.Equals(host, CloudFormationHost, AnyCase);

    /// <summary>Whether this host is the console's, e.g. <c>console.ec2.amazonaws.com</c> or <c>signin.amazonaws.com</c>.</summary>
    public static bool IsConsoleHost(string host) =>
        !host.Contains(' ', StringComparison.Ordinal)
        && (IsServiceHost(host) && (host.StartsWith("console.", AnyCase) || host.Contains(".console.", AnyCase) || host.StartsWith("signin.", AnyCase))
            || host.EndsWith("console.aws.amazon.com", AnyCase));

    /// <summary>Whether this is the host name of an AWS service.</summary>
    public static bool IsServiceHost(string text) =>
        !text.Contains(' ', StringComparison.Ordinal) && (text.EndsWith(".amazonaws.com", AnyCase) || text.EndsWith(".aws.internal", AnyCase));

    // "S3Console/0.4, aws-internal/3 …", "RDS Console, aws-internal/3 …", "EC2ConsoleFrontend, aws-internal/3 …"
    private static bool IsConsoleBackEnd(string agent)
    {
        var end = agent.AsSpan().IndexOfAny(',', '/');
        var product = end < 0 ? agent : agent.AsSpan(0, end);
        return product.EndsWith("Console", StringComparison.Ordinal) || product.EndsWith("ConsoleFrontend", StringComparison.Ordinal);
    }

    // A product with its version: paths and other tools' names may hold the word, too.
    private static bool NamesTerraform(ReadOnlySpan<char> agent)
    {
        if (agent.IndexOfAny(TerraformMarks) < 0)
        {
            return false;
        }

        foreach (var range in agent.SplitAny(' ', '[', ']'))
        {
            var word = agent[range];
            var slash = word.IndexOf('/');
            if (slash > 0 && IsTerraform(word[..slash]) && IsVersion(word[(slash + 1)..]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsVersion(ReadOnlySpan<char> text) => text.StartsWith("dev", AnyCase) || text is [>= '0' and <= '9', ..];

    private static bool IsTerraform(ReadOnlySpan<char> product) =>
        product.Equals("Terraform", AnyCase) || product.Equals("OpenTofu", AnyCase) || product.StartsWith("terraform-provider-", AnyCase);

    private static bool ContainsAny(string agent, SearchValues<string> marks) => agent.AsSpan().IndexOfAny(marks) >= 0;
}

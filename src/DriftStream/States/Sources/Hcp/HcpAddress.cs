using System.Text.RegularExpressions;
using DriftStream.Configuration;

namespace DriftStream.States.Sources.Hcp;

/// <summary>Which workspaces are meant: <c>hcp://acme</c>, <c>hcp://acme/net</c>, <c>hcp://acme/prod-*</c>, <c>hcp://acme?tag=prod</c>, <c>tfe://tfe.example.com/acme</c>.</summary>
internal sealed partial class HcpAddress
{
    private const string Cloud = "https://app.terraform.io/";
    private const string Forms = "write hcp://organization, hcp://organization/workspace or tfe://host/organization/workspace";

    private readonly Regex? _pattern;
    private readonly HcpFilters _filters;

    private HcpAddress(Uri server, string organization, string? workspace, HcpFilters filters)
    {
        (Server, Host, Organization, Workspace, _filters) = (server, HostOf(server), organization, workspace, filters);
        _pattern = workspace is null ? null : new($@"\A{Regex.Escape(workspace).Replace(@"\*", ".*", StringComparison.Ordinal)}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    /// <summary>Where the API is.</summary>
    public Uri Server { get; }

    /// <summary>The server as Terraform writes it: in lower case, with its port only where that is unusual.</summary>
    public string Host { get; }

    /// <summary>The organization.</summary>
    public string Organization { get; }

    /// <summary>The workspace, or a pattern with <c>*</c>; null: all.</summary>
    public string? Workspace { get; }

    /// <summary>One workspace is meant, whether it is there or not.</summary>
    public bool IsOne => Workspace?.Contains('*', StringComparison.Ordinal) == false;

    /// <summary>What narrows the list of workspaces, as the API wants it.</summary>
    public IEnumerable<KeyValuePair<string, string>> Query => _filters.Query.Concat(Wildcard());

    /// <summary>Reads an address.</summary>
    /// <exception cref="UsageException">It names no organization, or no server that a token may be sent to.</exception>
    public static HcpAddress Parse(string text)
    {
        if (text.Split('?')[0].Contains('@', StringComparison.Ordinal))
        {
            throw new UsageException("The address of a state holds something before an '@', which would be shown wherever the state is named: take it out, and give the token as Token of the entry or as TF_TOKEN_… in the environment.");
        }

        var (scheme, rest) = (text[..text.IndexOf("://", StringComparison.Ordinal)].ToUpperInvariant(), text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..]);
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        var parts = (question < 0 ? rest : rest[..question]).TrimEnd('/').Split('/');
        var server = scheme == "HCP" ? new Uri(Cloud) : ServerOf(text, scheme, parts[0]);
        var filters = HcpFilters.Parse(text, question < 0 ? "" : rest[(question + 1)..]);
        return Of(text, server, scheme == "HCP" ? parts : parts[1..], filters);
    }

    /// <summary>A host as Terraform compares it; null: it is none.</summary>
    public static string? HostOf(string text) =>
        Uri.TryCreate($"https://{text}/", UriKind.Absolute, out var server) && server is { PathAndQuery: "/", UserInfo: "", Fragment: "", Host.Length: > 0 } ? HostOf(server) : null;

    /// <summary>What a workspace is called wherever it is shown.</summary>
    public string PathOf(string workspace) => $"{Host}/{Organization}/{workspace}";

    /// <summary>Whether a workspace of the organization is meant.</summary>
    public bool Means(string workspace) => _pattern?.IsMatch(workspace) ?? true;

    private static string HostOf(Uri server) => server switch
    {
        { HostNameType: UriHostNameType.IPv6 } => server.Authority,
        { IsDefaultPort: true } => server.IdnHost,
        _ => $"{server.IdnHost}:{server.Port}",
    };

    private static HcpAddress Of(string text, Uri server, string[] names, HcpFilters filters)
    {
        var address = names switch
        {
            [var organization] when IsName(organization) => new HcpAddress(server, organization, null, filters),
            [var organization, var workspace] when IsName(organization) && IsName(workspace.Replace("*", "x", StringComparison.Ordinal)) => new(server, organization, workspace, filters),
            _ => throw new UsageException($"'{TerminalText.Clean(text)}' names no organization of HCP Terraform, or no workspace: {Forms}; names have letters, digits, - and _, and * stands for any part of a workspace's."),
        };
        return !address.IsOne || filters.AreEmpty ? address
            : throw new UsageException($"'{TerminalText.Clean(text)}' names one workspace and a filter beside it, which would have no effect: leave out what follows the question mark, or the workspace.");
    }

    private static Uri ServerOf(string text, string scheme, string host)
    {
        var isPlain = scheme == "TFE+HTTP";
        if (HostOf(host) is not { } known)
        {
            throw new UsageException($"'{TerminalText.Clean(text)}' names no server: {Forms}.");
        }

        var server = new Uri($"{(isPlain ? "http" : "https")}://{known}/");
        return !isPlain || server.IsLoopback
            ? server
            : throw new UsageException($"'{TerminalText.Clean(text)}' would send the token over the network readable for others: write tfe://{known}/…; tfe+http:// is only for this machine.");
    }

    // The API knows stars at the ends only; it is asked for what it knows, and the rest is sorted out here.
    private IEnumerable<KeyValuePair<string, string>> Wildcard() =>
        Workspace is { } pattern && !IsOne && pattern.Trim('*') is { Length: > 0 } middle && !middle.Contains('*', StringComparison.Ordinal)
            ? [KeyValuePair.Create("search[wildcard-name]", pattern)]
            : [];

    private static bool IsName(string text) => NameShape().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z0-9_-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameShape();
}

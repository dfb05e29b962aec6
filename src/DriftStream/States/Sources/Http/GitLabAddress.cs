using System.Text.RegularExpressions;

namespace DriftStream.States.Sources.Http;

/// <summary>Where GitLab keeps a project's states: <c>https://gitlab.example.com/api/v4/projects/ID/terraform/state/NAME</c>, or all of them where the name is left out.</summary>
/// <param name="Root">GitLab's own address, without a slash at its end.</param>
/// <param name="Project">The project's number, or its path as addresses write it.</param>
/// <param name="Name">The state's name; null: all.</param>
/// <remarks>https://docs.gitlab.com/user/infrastructure/iac/terraform_state/</remarks>
internal sealed partial record GitLabAddress(string Root, string Project, string? Name)
{
    /// <summary>GitLab's GraphQL.</summary>
    public Uri Graph => new($"{Root}/api/graphql");

    /// <summary>What tells the project's path.</summary>
    public Uri ProjectPlace => new($"{Root}/api/v4/projects/{Project}");

    /// <summary>The project's path; null where only its number is known.</summary>
    public string? ProjectPath => Project.All(char.IsAsciiDigit) ? null : Uri.UnescapeDataString(Project);

    /// <summary>Reads an address; null: it is none of GitLab.</summary>
    public static GitLabAddress? Of(Uri address) => Shape().Match(address.GetLeftPart(UriPartial.Path)) is { Success: true } match
        ? new(match.Groups["root"].Value, match.Groups["project"].Value, match.Groups["name"].Value is { Length: > 0 } name ? Uri.UnescapeDataString(name) : null)
        : null;

    /// <summary>The address of one state.</summary>
    public string PlaceOf(string state) => $"{Root}/api/v4/projects/{Project}/terraform/state/{Uri.EscapeDataString(state)}";

    [GeneratedRegex(@"\A(?<root>https?://.+?)/api/v4/projects/(?<project>[^/]+)/terraform/state(?:/(?<name>[^/]*))?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Shape();
}

using DriftStream.Configuration;
using DriftStream.States.Sources.Hcp;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States.Hcp;

public sealed class HcpAddressTests
{
    [Theory]
    [InlineData("hcp://acme", "https://app.terraform.io/", "app.terraform.io", "acme", null, false)]
    [InlineData("hcp://acme/", "https://app.terraform.io/", "app.terraform.io", "acme", null, false)]
    [InlineData("HCP://acme/net", "https://app.terraform.io/", "app.terraform.io", "acme", "net", true)]
    [InlineData("hcp://my_org-1/prod-*", "https://app.terraform.io/", "app.terraform.io", "my_org-1", "prod-*", false)]
    [InlineData("tfe://TFE.example.com/acme", "https://tfe.example.com/", "tfe.example.com", "acme", null, false)]
    [InlineData("tfe://tfe.example.com:443/acme", "https://tfe.example.com/", "tfe.example.com", "acme", null, false)]
    [InlineData("tfe://tfe.example.com:8443/acme/net", "https://tfe.example.com:8443/", "tfe.example.com:8443", "acme", "net", true)]
    [InlineData("tfe://app.eu.terraform.io/acme", "https://app.eu.terraform.io/", "app.eu.terraform.io", "acme", null, false)]
    [InlineData("tfe+http://localhost:8080/acme", "http://localhost:8080/", "localhost:8080", "acme", null, false)]
    public void An_address_names_server_organization_and_workspace(string text, string server, string host, string organization, string? workspace, bool isOne)
    {
        var address = HcpAddress.Parse(text);

        (address.Server.AbsoluteUri, address.Host, address.Organization, address.Workspace, address.IsOne).ShouldBe((server, host, organization, workspace, isOne));
    }

    [Theory]
    [InlineData("hcp://", "names no organization of HCP Terraform, or no workspace")]
    [InlineData("hcp://acme/net/more", "names no organization of HCP Terraform, or no workspace")]
    [InlineData("hcp://ac me", "names no organization of HCP Terraform, or no workspace")]
    [InlineData("hcp://acme/../x", "names no organization of HCP Terraform, or no workspace")]
    [InlineData("tfe://tfe.example.com", "names no organization of HCP Terraform, or no workspace")]
    [InlineData("tfe:///acme", "names no server")]
    [InlineData("tfe://a b/acme", "names no server")]
    [InlineData("tfe+http://tfe.example.com/acme", "would send the token over the network readable for others: write tfe://tfe.example.com/…")]
    [InlineData("hcp://acme/net?tag=prod", "names one workspace and a filter beside it")]
    [InlineData("hcp://acme?tags=prod", "asks for 'tags=prod', which would have no effect: write ?tag=name")]
    [InlineData("hcp://acme?tag=", "asks for 'tag='")]
    public void What_cannot_be_meant_is_told_in_a_sentence(string text, string sentence) =>
        Should.Throw<UsageException>(() => HcpAddress.Parse(text)).Message.ShouldContain(sentence);

    [Fact]
    public void A_token_in_an_address_is_refused_and_not_repeated() =>
        Should.Throw<UsageException>(() => HcpAddress.Parse("tfe://me:very-secret@tfe.example.com/acme")).Message.ShouldNotContain("very-secret");

    [Theory]
    [InlineData("hcp://acme", "")]
    [InlineData("hcp://acme?tag=prod", "search[tags]=prod")]
    [InlineData("hcp://acme?tag=prod&tag=net&exclude-tag=sandbox", "search[tags]=prod,net search[exclude-tags]=sandbox")]
    [InlineData("hcp://acme?tag=env=prod&tag=team=a%2Bb", "filter[tagged][0][key]=env filter[tagged][0][value]=prod filter[tagged][1][key]=team filter[tagged][1][value]=a+b")]
    [InlineData("hcp://acme?project=prj-12", "filter[project][id]=prj-12")]
    [InlineData("hcp://acme/prod-*?tag=net", "search[tags]=net search[wildcard-name]=prod-*")]
    [InlineData("hcp://acme/*-prod-*", "search[wildcard-name]=*-prod-*")]
    [InlineData("hcp://acme/a*b", "")]
    [InlineData("hcp://acme/*", "")]
    public void What_the_server_can_sort_out_it_is_asked_for(string text, string query) =>
        string.Join(' ', HcpAddress.Parse(text).Query.Select(q => $"{q.Key}={q.Value}")).ShouldBe(query);

    [Theory]
    [InlineData("hcp://acme/a*b", "axb", true)]
    [InlineData("hcp://acme/a*b", "ab", true)]
    [InlineData("hcp://acme/a*b", "abc", false)]
    [InlineData("hcp://acme/net", "net", true)]
    [InlineData("hcp://acme/net", "network", false)]
    [InlineData("hcp://acme", "anything", true)]
    public void Stars_stand_for_any_part_of_a_name(string text, string workspace, bool isMeant) => HcpAddress.Parse(text).Means(workspace).ShouldBe(isMeant);
}

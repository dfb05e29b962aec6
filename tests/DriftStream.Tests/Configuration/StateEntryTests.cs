using DriftStream.Configuration;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Configuration;

public sealed class StateEntryTests
{
    [Theory]
    [InlineData("prod.tfstate", null, "prod.tfstate")]
    [InlineData("prod=/states/prod.tfstate", "prod", "/states/prod.tfstate")]
    [InlineData("envs/prod=s3://acme/prod?versionId=1", "envs/prod", "s3://acme/prod?versionId=1")]
    [InlineData("https://example.com/state?ref=main", null, "https://example.com/state?ref=main")]
    [InlineData("./a=b.tfstate", null, "./a=b.tfstate")]
    [InlineData("/states/a=b.tfstate", null, "/states/a=b.tfstate")]
    [InlineData("=x", null, "=x")]
    public void A_name_may_stand_before_the_place(string text, string? name, string url)
    {
        var entry = StateEntry.Parse(text);

        (entry.Name, entry.Url).ShouldBe((name, url));
    }

    [Theory]
    [InlineData("pg=postgres://terraform:hunter%402@db/tf", "postgres://terraform@db/tf", null, "hunter@2")]
    [InlineData("postgres://terraform:hun/ter@2@db/tf", "postgres://terraform@db/tf", null, "hun/ter@2")]
    [InlineData("postgres://terraform@db/tf", "postgres://terraform@db/tf", null, null)]
    [InlineData("postgres://terraform:@db/tf", "postgres://terraform@db/tf", null, null)]
    [InlineData("https://alice:hunter2@states.example.com/a@b?ref=main", "https://states.example.com/a@b?ref=main", "alice", "hunter2")]
    [InlineData("https://alice@states.example.com/prod", "https://states.example.com/prod", "alice", null)]
    [InlineData("https://states.example.com:8443/a@b", "https://states.example.com:8443/a@b", null, null)]
    [InlineData("s3://acme/a:b@c", "s3://acme/a:b@c", null, null)]
    [InlineData("states/a:b@c.tfstate", "states/a:b@c.tfstate", null, null)]
    public void A_password_in_an_address_is_taken_out_of_it(string text, string url, string? user, string? password)
    {
        var entry = StateEntry.Parse(text);

        (entry.Url, entry.Username, entry.Password?.Reveal()).ShouldBe((url, user, password));
    }

    [Fact]
    public void What_the_entry_says_itself_counts_more_than_its_address()
    {
        var entry = new StateEntry { Url = "https://alice:hunter2@states.example.com/prod", Username = "bob", Password = new Secret("other") };

        entry.TakePassword();

        (entry.Url, entry.Username, entry.Password.Reveal()).ShouldBe(("https://states.example.com/prod", "bob", "other"));
    }

    [Theory]
    [InlineData("https://states.example.com/prod?access_token=x", "access_token")]
    [InlineData("https://states.example.com/prod?ref=main&X-Amz-Signature=x", "X-Amz-Signature")]
    [InlineData("https://states.example.com/prod?sig=x", "sig")]
    [InlineData("https://states.example.com/prod?ref=main", null)]
    [InlineData("https://states.example.com/token", null)]
    public void A_setting_that_must_be_a_secret_is_known_by_its_name(string address, string? name) => AddressSecrets.SecretSetting(address).ShouldBe(name);
}

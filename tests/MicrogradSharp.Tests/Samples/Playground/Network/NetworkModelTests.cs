using System.Text;
using MicrogradSharp.Nn;
using Playground.Tabs.Network;

namespace MicrogradSharp.Tests.Samples.Playground.Network;

public sealed class NetworkModelTests
{
    [Theory]
    [InlineData("8.tanh,8.tanh")]
    [InlineData("3.ReLU,5.sin,2.GELU")]
    [InlineData("none")]
    public void A_model_comes_back_from_its_file_bit_by_bit(string layers)
    {
        var model = NetworkModel.Create(NetworkState.Default with { Layers = layers }, new Random(3));
        using MemoryStream json = new(), safetensors = new();
        model.Save(json);
        model.SaveSafetensors(safetensors);

        foreach (byte[] file in new[] { json.ToArray(), safetensors.ToArray() })
        {
            var state = NetworkModel.Import(file, NetworkState.Default with { Steps = 9 });
            state.Layers.Should().Be(layers);
            state.Steps.Should().Be(0);
            NetworkState.Parse(state.Format()).Should().Be(state);
            var read = NetworkModel.Create(state, new Random(4));
            NetworkModel.Data([.. read.Parameters]).Should().Equal(NetworkModel.Data([.. model.Parameters]));
            read.ToString().Should().Be(model.ToString(), "it names the activations");
        }
    }

    [Fact]
    public void A_network_that_the_tab_cannot_show_is_refused()
    {
        Refused(File(new MLP(3, [4, 1]))).Should().Be("the network must have 2 inputs and 1 output, but has 3 and 1.");
        Refused(File(new MLP(2, [4, 2]))).Should().Be("the network must have 2 inputs and 1 output, but has 2 and 2.");
        Refused(File(new MLP(2, [13, 1]))).Should().Be("the network must have at most 4 hidden layers of 12 neurons.");
        Refused(File(new MLP(2, [1, 1, 1, 1, 1, 1]))).Should().Be("the network must have at most 4 hidden layers of 12 neurons.");
        string json = Encoding.UTF8.GetString(File(new MLP(2, [1]))).Replace("linear", "tanh", StringComparison.Ordinal);
        Refused(Encoding.UTF8.GetBytes(json)).Should().Be("the last layer must be linear.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("{\"format\":\"microgradsharp/mlp\",\"version\":1,\"inputs\":2,\"summation\":\"Nary\",\"layers\":[]}")]
    [InlineData("AAAAAAAA{\"a\":{\"dtype\":\"F64\",\"shape\":[99999999,9999999],\"data_offsets\":[0,8]}}")]
    public void A_file_that_is_something_else_is_refused(string text) => Refused(Encoding.UTF8.GetBytes(text)).Should().NotBeEmpty();

    [Fact]
    public void A_long_file_is_refused_unread() =>
        Refused(new byte[NetworkModel.MostBytes + 1]).Should().Be("the file is longer than 100000 bytes.");

    [Theory]
    [InlineData("13.tanh")]
    [InlineData("0.tanh")]
    [InlineData("8")]
    [InlineData("8.nothing")]
    [InlineData("1.tanh,1.tanh,1.tanh,1.tanh,1.tanh")]
    [InlineData("-1.tanh")]
    [InlineData("8.tanh,")]
    public void Layers_that_are_malformed_are_none(string text) => HiddenLayer.Parse(text).Should().BeNull();

    private static byte[] File(MLP model)
    {
        using var file = new MemoryStream();
        model.Save(file);
        return file.ToArray();
    }

    private static string Refused(byte[] file)
    {
        var import = () => NetworkModel.Import(file, NetworkState.Default);
        return import.Should().Throw<FormatException>().Which.Message;
    }
}

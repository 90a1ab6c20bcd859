using System.Globalization;
using MicrogradSharp.Nn;
using MicrogradSharp.Tests.Conventions;
using Playground.Addresses;
using Playground.Tabs.Network;

namespace MicrogradSharp.Tests.Samples.Playground.Network;

[Collection(nameof(DocumentTests))]     // the programs share one console
public sealed class NetworkCodeTests
{
    [Theory]
    [InlineData("steps=30")]
    [InlineData("data=spirals&opt=momentum&schedule=cosine&over=100&batch=16&penalty=l2&layers=6.ReLU,4.sin&steps=35&seed=9")]
    [InlineData("data=blobs&layers=none&opt=nesterov&schedule=step&over=100&penalty=l1&strength=0.01&val=0&steps=30")]
    [InlineData("data=xor&opt=adamw&schedule=exponential&batch=1000&noise=0.3&n=50&steps=20")]
    [InlineData("data=circles&opt=rmsprop&schedule=linear&layers=3.GELU&steps=20")]
    [InlineData("opt=adagrad&schedule=warmup&over=200&layers=4.softplus,4.softplus,4.LeakyReLU&steps=20")]
    [InlineData("data=own&points=0,0,2;AAAAADERE4fffg4ffg5BZZg67&val=0&layers=2.tanh&opt=sgd&steps=20")]
    public void The_code_prints_the_losses_of_the_page(string address) => PrintsTheLosses(NetworkState.Parse(Fields.Parse(address)));

    [Fact]
    public void The_code_of_a_model_from_a_file_starts_with_its_weights()
    {
        using var file = new MemoryStream();
        new MLP(2, [3, 2, 1], new Random(5), Activation.Sigmoid).Save(file);

        PrintsTheLosses(NetworkModel.Import(file.ToArray(), NetworkState.Default) with { Steps = 10 });
    }

    private static void PrintsTheLosses(NetworkState state)
    {
        var training = new NetworkTraining(state);
        while (training.CanStep && training.Steps < state.Steps) training.Step();
        training.Steps.Should().Be(state.Steps);
        var (loss, validation) = training.Measure();
        string expected = string.Create(CultureInfo.InvariantCulture, $"training {loss:R}\n");
        if (validation is { } other) expected += string.Create(CultureInfo.InvariantCulture, $"validation {other:R}\n");

        CSharpProgram.Run(NetworkCode.Write(training)).Should().Be(expected);
    }
}

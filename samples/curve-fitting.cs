#:project ../src/MicrogradSharp/MicrogradSharp.csproj

// Fits y = b1 (1 − e^(−b2 x)) to measured data by gradient descent, and compares with the certified answer.
// The data are NIST's Misra1a, https://www.itl.nist.gov/div898/strd/nls/data/misra1a.shtml. Run it with: dotnet run samples/curve-fitting.cs
using MicrogradSharp;
using MicrogradSharp.Optim;

double[] measured =     // x, y; row after row
[
    77.6, 10.07, 114.9, 14.73, 141.1, 17.94, 190.8, 23.93, 239.9, 29.61, 289.0, 35.18, 332.8, 40.02,
    378.4, 44.82, 434.8, 50.76, 477.3, 55.05, 536.8, 61.01, 593.1, 66.40, 689.1, 75.47, 760.0, 81.78,
];

// parameters of the size of 1 make every direction about equally steep
Node b1 = 500.0 / 100, b2 = 0.0001 * 1000;
var squaredError = Tape.Record(columns: 2, row =>
{
    var (x, y) = (row[0], row[1]);
    return (100 * b1 * (1 - (-b2 / 1000 * x).Exp()) - y).Pow(2);
});

const int Steps = 20_000;
var optimizer = new Adam([b1, b2], learningRate: 0.1);
var schedule = Schedule.Cosine(0.1, Steps);
for (int step = 0; step < Steps; step++)
{
    optimizer.LearningRate = schedule.At(step);
    optimizer.ZeroGrad();
    double loss = squaredError.Backward(measured);
    optimizer.Step();
    if (step % 4000 == 0) Console.WriteLine($"step {step,5}  mean squared error {loss:F6}");
}

int rows = measured.Length / 2;
Console.WriteLine($"b1 = {100 * b1.Data:F4}       certified 238.9421");
Console.WriteLine($"b2 = {b2.Data / 1000:E4}     certified 5.5016E-004");
Console.WriteLine($"residual sum of squares = {rows * squaredError.Mean(measured):F6}   certified 0.124551");
